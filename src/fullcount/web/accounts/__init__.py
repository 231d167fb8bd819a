"""Who may do what: people, roles, rules of attribute, sign-in, and the guard on every route."""
