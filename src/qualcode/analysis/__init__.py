"""Pure functions: tables in, tables out; nothing here touches disk or terminal."""
