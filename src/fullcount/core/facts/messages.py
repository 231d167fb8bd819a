"""Messages, calls, letters and posts."""

from fullcount.core.facts.fact import Topic, choice, yes_no

MESSAGES = Topic(
    "messages",
    "Messages, calls and posts",
    "Is a call, text, e-mail, letter or post part of it?",
    (
        yes_no("threat_in_message", "the threat or abuse came by phone, text, mail or online",
               "Did the threat or abuse come by phone, text, mail or online?"),
        choice(
            "message",
            "the worst of what a call, text, letter, e-mail or post was, threats apart, as the ordinary person in the"
            " street would see it",
            {
                "nuisance-call": "silent or pestering calls that were an inconvenience and no more",
                "rude": "rude, unkind or insulting, and not so bad that most people would be shocked",
                "in-jest": "shocking, but part of a chat or joke and not sent to upset anybody",
                "untrue": "untrue, and it is not said that the sender knew it and meant harm by it",
                "false": "untrue; the sender knew it and meant it to do real harm to somebody's mind or body",
                "indecent": "indecent, such as obscene words, sent to upset",
                "grossly-offensive": "grossly offensive: most people would be shocked by it; sent to upset",
            },
            "What was in the message, call or post?",
        ),
    ),
)  # fmt: skip
