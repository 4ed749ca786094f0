"""Files of other programs come in: read, understood, shown, and written as transcripts of the study."""
