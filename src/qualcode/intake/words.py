"""Words by which speakers are told from speech: roles, and what else stands before a colon."""

from __future__ import annotations

import re

INTERVIEWER = (
    r"interviewer(?:in)?|intervieweur|intervieweuse|intervieuwer|entrevistadora?|intervistat(?:ore|rice)|"
    r"intervju(?:are|er)|haastattelija|enqu[êe]t(?:eur|rice)|tazatel(?:ka)?|badacz(?:ka)?|pesquisadora?|"
    r"интервьюер|采访者|访谈者|moderator(?:in)?|facilitator|researcher|int|intv|intvr|interv"
)
PARTICIPANT = (
    r"interviewee|interviewte[r]?|interviewpartner(?:in)?|participants?|respondent(?:in)?|informant|subject|"
    r"speaker|spk|guest|host|panell?ist|attendee|resp|befragte[r]?|proband(?:in)?|répondante?|enqu[êe]tée?|"
    r"entrevistad[oa]|intervistat[oa]|haastateltava|респондент|受访者|unknown speaker|unidentified speaker|"
    r"unknown|unidentified|male|female|man|woman|voice|male voice|female voice|several voices|all|everyone|"
    r"both|several|student|teacher|nurse|patient|doctor|mother|father|client|expert|observer|interpreter|"
    r"translator|note ?taker"
)

_IN_SPEECH = """
    abbreviations abstract again age also another answer appendix background because besides but caution
    chapter code comment comments conclusion context country data date datum dauer definition
    description discussion duración duration durée ed else end etc exactly example examples fact fecha
    figure file finally first firstly for format fourth from gender hence hora however http https idea
    important in instead interview introduction key keywords language last lastly legend length lieu
    like listen literally location look lugar luogo maybe meaning meeting memo method moreover my name
    namely nb next no note notes now number obviously occupation ok okay on one or ort our overall page
    part perhaps place plus point position present problem project ps purpose quote reason recording
    redacted remark result right role scene second secondly section see session sex similarly since site
    so some sometimes sorry source start step still summary surely table task that the then therefore
    thing things third thirdly this three time title to topic transcribed transcriber transcript
    transcription translation two type unfortunately venue version well what when where which who why
    with yeah yes yet you
"""
NO_SPEAKERS = frozenset(_IN_SPEECH.split())
"""Words that stand before a colon in speech and in the heads of files."""

_SAYING = """
    a an are asked asks be been did do does had has have he her here his i is it its me mine my our ours said
    say saying says she such than their them there these they think thought those us was we were will would
    your yours
"""
SAYING = NO_SPEAKERS | frozenset(_SAYING.split())
"""Words that no speaker's label holds but that speech does."""

META = re.compile(
    r"(?:date|time|start(?:ed)?(?: time)?|end(?:ed)?(?: time)?|location|place|venue|site|setting|duration|"
    r"length|language|interview(?: (?:id|no\.?|number|code|date|with|by|type))?|"
    r"participant(?:'s)? (?:id|code|number|no\.?)|pseudonym|"
    r"(?:date|place|time|length|duration) of (?:the )?(?:interview|recording)|"
    r"transcri(?:bed|ber|ption|pt)(?: by| date| version| id)?|recording|recorded(?: on| by| with)?|"
    r"(?:audio )?file(?: ?name)?|project|study|title|present|age|gender|sex|occupation|country|role|position|"
    r"mode|notes?|version|interviewed by|conducted by|consent|id|code|subject|topic|"
    r"fecha|lugar|hora|duración|datum|ort|dauer|lieu|durée|luogo|durata|local|duração|data)",
    re.IGNORECASE,
)
"""What the head of a file says about the interview."""
