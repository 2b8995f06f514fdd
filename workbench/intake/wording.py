"""The words that suggestions are read from: hedges, verbs of saying and deciding, times and more.

Each table is a list of patterns with what they mean; the first that fits at a place counts.
"""

from __future__ import annotations

import re
from typing import Final

from workbench.model.kinds import Action, ClaimKind, CommentOutcome, ConditionKind, Direction, Stage


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_SEEN = "seen|viewed|regarded|described|perceived|interpreted"
_THOUGHT = "expected|believed|thought|understood|reported|rumou?red|considered|estimated|said"
HEDGES: Final = re.compile(
    rf"""\b(?:
        (?:is|are|was|were|being|been)\s+(?:widely\s+|also\s+|largely\s+)?(?:(?:{_SEEN})\s+as|(?:{_THOUGHT}))
      | remains?\s+(?:to\s+be\s+seen|unclear|uncertain)
      | (?:appear|seem)s?(?:ed)?\s+to | (?:is|are)\s+(?:likely|unlikely|set|poised)\s+to
      | may(?=\s+[a-z]) | might | could | would | likely | unlikely | reportedly | allegedly
      | apparently | possibly | probably | perhaps | potentially | supposedly | purportedly
      | tends?\s+to | suggests?\s+that
    )\b""",
    re.VERBOSE,
)
"""Small letters only: "May" is a month."""

PASSIVE: Final = _words(rf"(?:is|are|was|were)\s+(?:widely\s+|also\s+)?(?:{_SEEN}|{_THOUGHT})")
"""Hedges in which nobody speaks."""

ACTIONS: Final = (
    (
        _words(
            r"conditional(?:ly)?\s+(?:approv\w+|authori[sz]\w+|licen[cs]es?|licen[cs]ed|permits?|"
            r"permission)|approv\w+\s+(?:with|under|subject\s+to)\s+conditions"
        ),
        Action.APPROVE_CONDITIONALLY,
    ),
    (
        _words(
            r"revok(?:e[sd]?|ing)|revocation|withdr[ae]w(?:s|n|ing)?\s+(?:the|its|a|all)\s+"
            r"(?:licen[cs]es?|approval)"
        ),
        Action.REVOKE,
    ),
    (_words(r"rescind(?:s|ed|ing)?|repeal(?:s|ed|ing)?|scrap(?:s|ped|ping)"), Action.RESCIND),
    (
        _words(r"suspend(?:s|ed|ing)?|suspension|halt(?:s|ed)|paus(?:es|ed)|fr[eo]{2}ze"),
        Action.SUSPEND,
    ),
    (
        _words(
            r"bann?(?:s|ed|ing)?|prohibit(?:s|ed|ing|ion)?|forbid(?:s|den|ding)?|forbade|"
            r"outlaw(?:s|ed)?|block(?:s|ed|ing)|bar(?:s|red|ring)"
        ),
        Action.PROHIBIT,
    ),
    (
        _words(r"den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing|ion)|turn(?:s|ed)?\s+down"),
        Action.DENY,
    ),
    (
        _words(
            r"relax(?:es|ed|ing|ation)?|eas(?:es|ed|ing)|loosen(?:s|ed|ing)?|lift(?:s|ed|ing)|"
            r"roll(?:s|ed|ing)?\s+back"
        ),
        Action.RELAX,
    ),
    (
        _words(
            r"restrict(?:s|ed|ing|ions?)?|curb(?:s|ed|ing)?|tighten(?:s|ed|ing)?|"
            r"limit(?:s|ed|ing)?\s+(?:exports?|sales|shipments)"
        ),
        Action.RESTRICT,
    ),
    (
        _words(r"postpon(?:e[sd]?|ing|ement)|delay(?:s|ed|ing)?|defer(?:s|red|ring)"),
        Action.POSTPONE,
    ),
    (_words(r"amend(?:s|ed|ing|ments?)?|revis(?:es|ed|ing|ion)"), Action.AMEND),
    (
        _words(
            r"approvals?|approv(?:e[sd]?|ing)|authori[sz](?:e[sd]?|ing|ation)|green-?lit|"
            r"(?:gives?|gave|given)\s+the\s+green\s+light|agreed\s+to\s+allow|allow(?:s|ed|ing)?|"
            r"permit(?:s|ted|ting)?|clear(?:s|ed|ing)\s+the\s+(?:sale|export|way)|"
            r"grant(?:s|ed|ing)?\s+(?:\w+\s+){0,2}(?:licen[cs]es?|approval|permission)"
        ),
        Action.APPROVE,
    ),
    (
        _words(r"guidance|urg(?:es|ed|ing)|discourag(?:es|ed|ing)|advis(?:es|ed|ing)"),
        Action.GUIDANCE,
    ),
)

DIRECTIONS: Final = {
    Action.APPROVE: Direction.LIBERALISING,
    Action.APPROVE_CONDITIONALLY: Direction.LIBERALISING,
    Action.RELAX: Direction.LIBERALISING,
    Action.RESTRICT: Direction.RESTRICTIVE,
    Action.PROHIBIT: Direction.RESTRICTIVE,
    Action.DENY: Direction.RESTRICTIVE,
    Action.SUSPEND: Direction.RESTRICTIVE,
    Action.REVOKE: Direction.RESTRICTIVE,
}

INSTRUMENTS: Final = _words(
    r"(?:conditional|export|import|general|temporary|special)\s+(?:licen[cs]es?|permits?|approvals?)|"
    r"(?:interim\s+)?(?:final|proposed)\s+rule|executive\s+order|proclamation|is-informed\s+letters?|"
    r"licen[cs]es?|decree|directive|notice|regulations?"
)

CONDITIONS: Final = (
    (
        _words(r"per[- ](?:client|customer|company|buyer|firm)\s+(?:cap|limit|quota)s?"),
        ConditionKind.PER_CLIENT_CAP,
    ),
    (
        _words(r"[0-9.]+\s?(?:%|per\s?cent)\s+(?:share\s+of|of\s+(?:the\s+)?(?:revenue|sales))\w*"),
        ConditionKind.REVENUE_SHARE,
    ),
    (
        _words(r"[0-9.]+\s?(?:%|per\s?cent)\s+(?:fee|tariff|levy|duty|cut|surcharge)"),
        ConditionKind.FEE_OR_TARIFF,
    ),
    (_words(r"quotas?"), ConditionKind.QUOTA),
    (
        _words(
            r"(?:no|not\s+for|civilian|"
            r"non-)[- ]?(?:military)?\s*(?:end[- ]?)?uses?(?:\s+only)?"
        ),
        ConditionKind.END_USE,
    ),
    (
        _words(r"end[- ]user\s+(?:checks?|certificates?|verification|requirements?)"),
        ConditionKind.END_USER,
    ),
    (_words(r"third-party\s+test(?:s|ing)"), ConditionKind.TESTING),
    (_words(r"know-your-customer(?:\s+\w+)?|KYC"), ConditionKind.KYC),
    (_words(r"remote[- ]access\s+\w+"), ConditionKind.REMOTE_ACCESS),
    (
        _words(r"(?:buy|purchase)\s+(?:\w+\s+){0,3}domestic(?:ally)?(?:\s+\w+)?"),
        ConditionKind.DOMESTIC_PURCHASE,
    ),
    (_words(r"report(?:ing)?\s+requirements?"), ConditionKind.REPORTING),
    (_words(r"location\s+verification"), ConditionKind.LOCATION_VERIFICATION),
    (
        _words(r"conditional\s+(?:licen[cs]es?|approvals?|permits?)|subject\s+to\s+conditions"),
        ConditionKind.UNSPECIFIED,
    ),
)

COMMENTS: Final = (
    (
        _words(
            r"(?:did|does|has|have)\s+not\s+immediately\s+(?:respond|repl(?:y|ied)|return)\w*"
            r"(?:\s+to\s+(?:\w+\s+){0,2}requests?\s+for\s+comment)?"
        ),
        CommentOutcome.NO_IMMEDIATE_RESPONSE,
    ),
    (
        _words(
            r"(?:could|can)\s+not\s+immediately\s+be\s+reached(?:\s+for\s+comment)?|"
            r"w(?:as|ere)\s+not\s+immediately\s+available(?:\s+for\s+comment)?"
        ),
        CommentOutcome.NO_IMMEDIATE_RESPONSE,
    ),
    (
        _words(
            r"(?:did|has|have)\s+not\s+(?:respond(?:ed)?|repl(?:y|ied))"
            r"(?:\s+to\s+(?:\w+\s+){0,2}requests?\s+for\s+comment)?|"
            r"could\s+not\s+be\s+reached(?:\s+for\s+comment)?"
        ),
        CommentOutcome.NO_RESPONSE,
    ),
    (_words(r"(?:declin|refus)(?:ed|es|ing)\s+to\s+comment"), CommentOutcome.DECLINED),
)

TIMES: Final = _words(
    r"(?:in|over|within)\s+the\s+(?:coming|next|following)\s+(?:\w+\s+)?"
    r"(?:days?|weeks?|months?|quarters?|years?)|within\s+(?:\w+\s+)?(?:days|weeks|months|years)|"
    r"(?:later\s+this|next)\s+(?:week|month|quarter|year)|"
    r"by\s+(?:the\s+)?(?:end\s+of\s+)?(?:this|next)\s+(?:week|month|quarter|year)|"
    r"by\s+year-end|shortly|soon|imminently"
)
PERIODS: Final = _words(
    r"(?:in|by|during|before|within)\s+(?:the\s+)?(?:(?:end|beginning|middle)\s+of\s+(?:the\s+)?)?"
    r"(?:first|second|third|fourth|final|last)\s+(?:quarter|half)"
    r"(?:\s+of\s+(?:(?:this|next|the)\s+(?:\w+\s+)?year|(?:19|20)[0-9]{2}))?"
)
"""Times that may also be past: they say what is to come behind words that await something."""
AWAITED: Final = _words(
    r"expected|expects?|due|scheduled|slated|planned|likely|will|set\s+to|"
    r"(?:plan|aim|intend|hope)s?\s+to"
)

STAGES: Final = (
    (
        _words(r"appl(?:y|ied|ication)s?\s+(?:for|to)|request(?:s|ed)\s+(?:to\s+buy|permission)"),
        Stage.REQUESTED,
    ),
    (_words(r"deliver(?:s|ed|y|ies)|received"), Stage.DELIVERED),
    (_words(r"ship(?:s|ped|ping|ments?)"), Stage.SHIPPED),
    (
        _words(r"(?:has|have|had)\s+(?:placed\s+)?order(?:s|ed)|placed\s+orders|ordered"),
        Stage.ORDERED,
    ),
    (_words(r"deployment|deploy(?:s|ed|ing)|installed"), Stage.DEPLOYED),
)
"""Words that say how far an allocation has come; approval says authorised and goes before them."""

CLAIM_KINDS: Final = (
    (
        _words(r"(?:is|are)\s+expected|expects?\s+to|plans?\s+to|in\s+the\s+coming"),
        ClaimKind.EXPECTATION,
    ),
    (_words(r"should|must|ought\s+to|(?:worst|best)\s+(?:possible\s+)?thing"), ClaimKind.NORMATIVE),
    (
        _words(
            rf"(?:is|are|was|were)\s+(?:widely\s+)?(?:{_SEEN})\s+as|remains\s+to\s+be\s+seen|"
            rf"(?:major|big)\s+(?:blow|win)"
        ),
        ClaimKind.EVALUATION,
    ),
    (
        _words(
            r"stem(?:s|med)?\s+from|le(?:ads?|d)\s+to|caus(?:es|ed)|as\s+a\s+result|"
            r"sends?\s+mixed|emboldens?|paid\s+off|results?\s+in"
        ),
        ClaimKind.CAUSAL,
    ),
    (_words(r"may|might|could|will|would|likely|unlikely"), ClaimKind.PREDICTION),
    (
        _words(r"marks?|signals?|represents?|amounts?\s+to|mixed\s+signals"),
        ClaimKind.CHARACTERISATION,
    ),
    (
        _words(r"because|due\s+to|in\s+order\s+to|arguing|argued?|seeks?\s+to|aims?\s+to|concerns"),
        ClaimKind.RATIONALE,
    ),
)

_SAYING = (
    "says?|said|argu(?:es?|ed|ing)|tells?|told|report(?:s|ed)|claim(?:s|ed)|warn(?:s|ed)?|"
    "not(?:es|ed)|add(?:s|ed)|announced|confirm(?:s|ed)|writes?|wrote|estimat(?:es|ed)|"
    "believ(?:es?|ed)|stat(?:es|ed)|insist(?:s|ed)?|suggest(?:s|ed)|acknowledg(?:es|ed)"
)
_NAME = (
    r"(?!(?:The|A|An|It|He|She|They|We|I|You|This|That|These|Those|But|And|However|More|As|In|If)\b)"
    r"[A-Z][\w.&-]*(?:['’]s)?(?:\s+(?:(?:of|for|and|the|de|van|von)\s+){0,2}[A-Z][\w.&-]*(?:['’]s)?){0,8}"
)
_WHICH = (
    "US|U\\.S\\.|Chinese|American|European|senior|some|several|many|two|three|four|five|unnamed|"
    "anonymous|industry|government|former|current|trade|company|security|legal|other|an?|one|most"
)
_WHO = (
    "officials?|experts?|analysts?|sources?|people|persons?|lawmakers?|critics?|observers?|"
    "executives?|researchers?|economists?|diplomats?|policymakers?|insiders?|traders?|lawyers?|"
    "spokes(?:man|woman|person|people)"
)
_WHICH_ONES = rf"(?:(?:{_WHICH})\s+){{0,3}}"
_SOME = rf"{_WHICH_ONES}(?:{_WHO})"
_NO_NAME = r"\b(?!['’]|\s+[A-Z])"
"""What follows "People" or "Executive" where these begin a sentence, not a name."""
_GROUP = rf"(?:{_SOME}|(?=[A-Z])(?i:{_SOME}){_NO_NAME})(?:\s+familiar\s+with\s+(?:the\s+)?\w+)?"
ATTRIBUTIONS: Final = (
    re.compile(rf"\b(?P<verb>[Aa]ccording to)\s+(?:the\s+)?(?P<who>{_GROUP}|{_NAME})"),
    re.compile(
        rf"\b(?P<who>{_GROUP}|{_NAME})(?:,[^,.\n]{{1,80}},)?\s+(?:have\s+|has\s+|had\s+|also\s+)?"
        rf"(?P<verb>{_SAYING})\b(?!\s+to\b)"
    ),
    re.compile(rf"(?<=[,.?!][\"”’] )(?P<verb>{_SAYING})\s+(?:the\s+)?(?P<who>{_GROUP}|{_NAME})"),
)
UNNAMED: Final = re.compile(rf"(?i:{_WHICH_ONES}(?P<noun>{_WHO})){_NO_NAME}")

UNITS: Final = _words(
    r"(?P<unit>chip|GPU|processor|accelerator|wafer|server|unit|licen[cs]e|system|rack|tonne|ton|"
    r"barrel)s?"
)
TOTAL: Final = _words(
    r"in\s+total|in\s+all|altogether|combined|between\s+them|jointly|collectively"
)
EACH: Final = _words(r"each|apiece|respectively|per\s+(?:client|customer|company|firm|buyer)")
DURATION: Final = re.compile(
    r"[\s-](?:second|minute|hour|day|week|month|year|decade)s?\b|[\s-]nanometers?\b", re.IGNORECASE
)
EFFECT: Final = _words(r"effective|in\s+force|into\s+force|takes?\s+effect|took\s+effect|starting")
PUBLICATION: Final = _words(r"published|Federal\s+Register|gazett\w+")
ENDING: Final = _words(r"until|expir\w+|ends?|ended")
_LIST_ENDS = (
    r"(?=\s+(?:due|after|before|under|as|because|during|when|while|who|which|that|in|for|by|with|amid|"
    r"since|until|over)\b|[.;\n]|$)"
)
RECIPIENTS: Final = (
    re.compile(
        r"\b(?:allow|permit|let|authori[sz]e|clear|enable)\w*\s+(?P<who>[^.;\n]{1,200}?)\s+to\s+"
        r"(?:buy|purchase|import|acquire|order|receive)\b"
    ),
    re.compile(
        r"\b(?:sales?|sell|selling|sold|ship\w*|export\w*|deliver\w*|supply|supplied|allot\w*)\b"
        rf"[^.;\n]{{0,120}}?\s+to\s+(?P<who>[^.;\n]{{1,200}}?){_LIST_ENDS}"
    ),
    re.compile(
        rf"\b(?:bought|purchased|ordered|imported|received)\s+by\s+(?P<who>[^.;\n]{{1,200}}?){_LIST_ENDS}"
    ),
)
"""Lists of those who may buy, are sold to, or bought."""

BUYING: Final = re.compile(
    r"\s+(?:(?:will|can|may|has|have|had)\s+)?(?:buy|bought|purchased?|ordered|received|imported)\b"
)
LIST_GAP: Final = re.compile(r"\s*,?\s*(?:and\s+|or\s+|&\s+)?")
BY: Final = re.compile(r"\s+(?:\w+\s+){0,4}?by\s+(?:the\s+)?")
SUBJECT_GAP: Final = re.compile(r"(?:['’]s)?\s+[^,.;:\n]{0,40}?")
NOT_SUBJECT: Final = re.compile(r"\b(?:to|in|for|from|against|with|of|on|at)\s+(?:the\s+)?$")
"""A government named after one of these words does not act."""
