"""The places of the menu: who may go there, the route, the words."""

from fullcount.web.accounts.roles import May

MENU: tuple[tuple[May, str, str], ...] = (
    (May.SEE_QUEUE, "queue", "Queue"),
    (May.SEARCH_TRAIL, "trail-search", "Search the trail"),
    (May.EXPORT_TRAIL, "trail-root", "Root and export"),
    (May.SEE_ALERTS, "alerts", "Broken glass"),
    (May.SEE_PEOPLE, "people", "Accounts"),
)
