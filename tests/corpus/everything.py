"""All files of the corpus."""

from __future__ import annotations

from tests.corpus import archives, captions, layouts, markup, meetings, rich, scripts, services, tables, texts
from tests.corpus.sample import Sample

PARTS = (texts, captions, meetings, markup, rich, scripts, tables, archives, services, layouts)
SAMPLES: dict[str, Sample] = {
    sample.path: sample for part in PARTS for some in part.FILES for sample in some()
}
