"""The vocabulary of facts: what a report's words and codes can tell, and never what they amount to.

A fact says what the text says ("injury: bruise"); which crime that is, how many and by when is the rulebook's
business. Every fact may be unknown (null): silence is not denial, but where a fact's `silence` says what it means.
"""

from fullcount.core.facts.bodies import BODIES
from fullcount.core.facts.burglary import BURGLARY
from fullcount.core.facts.children import CHILDREN
from fullcount.core.facts.closing import CLOSING
from fullcount.core.facts.conduct import CONDUCT
from fullcount.core.facts.counts import COUNTS
from fullcount.core.facts.damage import DAMAGE
from fullcount.core.facts.deaths import DEATHS
from fullcount.core.facts.disorder import DISORDER
from fullcount.core.facts.fact import About, Fact, FactKind, Told, Topic
from fullcount.core.facts.fraud import FRAUD
from fullcount.core.facts.images import IMAGES
from fullcount.core.facts.incidents import INCIDENTS
from fullcount.core.facts.messages import MESSAGES
from fullcount.core.facts.orders import ORDERS
from fullcount.core.facts.people import PEOPLE
from fullcount.core.facts.places import PLACES
from fullcount.core.facts.possession import POSSESSION
from fullcount.core.facts.proposals import PROPOSALS
from fullcount.core.facts.reporting import REPORTING
from fullcount.core.facts.sexual import SEXUAL
from fullcount.core.facts.slavery import SLAVERY
from fullcount.core.facts.theft import THEFT
from fullcount.core.facts.threats import THREATS
from fullcount.core.facts.vehicles import VEHICLES
from fullcount.core.facts.violence import VIOLENCE

TOPICS: tuple[Topic, ...] = (
    REPORTING,
    PEOPLE,
    COUNTS,
    PLACES,
    VIOLENCE,
    THREATS,
    MESSAGES,
    CONDUCT,
    SEXUAL,
    IMAGES,
    CHILDREN,
    SLAVERY,
    DEATHS,
    DISORDER,
    THEFT,
    BURGLARY,
    VEHICLES,
    DAMAGE,
    FRAUD,
    ORDERS,
    POSSESSION,
    BODIES,
    INCIDENTS,
    CLOSING,
    PROPOSALS,
)
"""The chapters of the vocabulary, in the order in which they are asked about."""

FACTS: tuple[Fact, ...] = tuple(fact for topic in TOPICS for fact in topic.facts)

FACT: dict[str, Fact] = {fact.name: fact for fact in FACTS}

__all__ = ["FACT", "FACTS", "TOPICS", "About", "Fact", "FactKind", "Told", "Topic"]
