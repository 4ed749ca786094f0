"""A study small enough to count by hand.

Four interviews, one focus group, one document; three themes, one of them with a sub-theme; a flag; a topic.
What the rules find, sentence by sentence (`·` is nothing), and how many sentences have a theme:

    A1  (Ana, case North, group one)   apples | · | apples+green_apples | pears           3
    A2  (Bo,  case North, group one)   · | pears                                          1
    B1  (Cy,  case South, group two)   apples | flag storm | apples and pears in one      2
    B2  (Di,  case South, group two)   · | ·                                              0
    F1  (Ana, Eve — Eve has no case)   Ana: pears; Eve: apples                            focus group
    D1  (document, nobody)             apples                                             document
"""

from __future__ import annotations

from pathlib import Path

SETTINGS = """
[study]
title = "Fruit"

[paths]
codebook = "codebook.yaml"

[filter]
kind = ["interview"]

[groups]
group = ["one", "two", "three"]

[workbook]
by = ["group"]

[disclosure]
identifying = ["case", "participant", "transcript", "date"]

[limits]
notes = ["Invented fruit."]
"""

CODEBOOK = """
codebook: Fruit
version: "1"
codes:
  - id: apples
    name: Apples
    colour: "#aa0000"
    definition: Apples.
    examples: [An apple a day.]
    counterexamples: [A pear a day.]
    rules: [apple]
    children:
      - id: green_apples
        name: Green apples
        rules:
          - all: [[green], [apple]]
  - {id: pears, name: Pears, rules: [pear]}
  - {id: plums, name: Plums, rules: [plum]}
  - {id: storm, name: Storm, kind: flag, rules: [storm]}
  - {id: topic_food, name: Food, kind: topic, rules: [eat]}
"""

CASES = "country,group,aliases\nNorth,one,Northland;Northern\nSouth,two,\n"
PARTICIPANTS = """participant,country,role
Ana,North,farmer
Bo,Northland,cook
Cy,South,farmer
Di,South,cook
Eve,,farmer
"""

TRANSCRIPTS = {
    "A1": ("interview", "2021-01-05", {"Ana": "Ana"}, [
        ("INT", "What do you eat?"),
        ("Ana", "I like apples. Not much else. A green apple, in the North. Sometimes a pear."),
    ]),
    "A2": ("interview", "2021-02-05", {"Bo": "Bo"}, [
        ("INT", "Tell me about apples and pears."),
        ("Bo", "No. The pears were good."),
    ]),
    "B1": ("interview", "2021-03-05", {"Cy": "Cy"}, [
        ("INT", "What do you eat?"),
        ("Cy", "An apple. There was a storm."),
        ("INT", "And?"),
        ("Cy", "Apples and pears together."),
    ]),
    "B2": ("interview", "2021-04-05", {"Di": "Di"}, [("INT", "Hello?"), ("Di", "Nothing. Really nothing.")]),
    "F1": ("focus_group", "2021-05-05", {"Ana": "Ana", "Eve": "Eve"}, [
        ("INT", "Welcome."), ("Ana", "Pears."), ("Eve", "Apples!"),
    ]),
    "D1": ("document", "2022-06-05", {}, [("", "The apple report.")]),
}  # fmt: skip


def transcript_text(name: str) -> str:
    """The canonical file of one of the transcripts."""
    kind, date, speakers, turns = TRANSCRIPTS[name]
    head = [f"id: {name}", f"kind: {kind}", f"date: {date}"]
    if speakers:
        head += ["speakers:", "  INT: interviewer", *(f"  {who}: {whom}" for who, whom in speakers.items())]
    body = "\n\n".join(f"{who}: {text}" if who else text for who, text in turns)
    return "---\n" + "\n".join(head) + f"\n---\n\n{body}\n"


def write_small_study(folder: Path) -> Path:
    """Write the study into `folder` and return it."""
    (folder / "transcripts").mkdir(parents=True)
    (folder / "qualcode.toml").write_text(SETTINGS, "utf-8")
    (folder / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    (folder / "transcripts" / "cases.csv").write_text(CASES, "utf-8")
    (folder / "transcripts" / "participants.csv").write_text(PARTICIPANTS, "utf-8")
    for name in TRANSCRIPTS:
        (folder / "transcripts" / f"{name}.txt").write_text(transcript_text(name), "utf-8")
    return folder
