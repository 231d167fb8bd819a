"""How a case is told: the first part of the vocabulary page, with worked examples that a test runs."""

HOW = """\
## How a case is told

A case is a JSON object; `fullcount decide CASE.json` says what should be recorded for it, and why. Only `reported_at`
and `facts` are required. Say what the report says and nothing more: a fact is what somebody told, never what it
amounts to in law.

| key | what it holds |
|---|---|
| `reported_at` | when it was reported: `"2026-05-04T10:00+01:00"`, or a day, `"2026-05-04"` |
| `facts` | the facts that hold for the whole report, by name: `{"violence_used": true, "injury": "bruise"}` |
| `people` | those in it: `id`, `role` (`victim`, `offender` or `other`), `age`, `sex`, and the facts told of this one |
| `events` | what happened, one by one: `id`, `at` (when), `victims` and `offenders` (lists of ids), its own facts; \
`reported_at` where it was reported at another time than the rest |
| `recorded` | crimes already recorded: `class` or `code`, `count`, `recorded_at`, `last_incident_at`, \
`dealt_with_at`, `victim`, `offender` |
| `proposed` | how somebody proposes to close or cancel a recorded crime: see below |
| `as_at` | the time at which the answer is wanted |
| `asking_force` | the force that asks |

- **Silence.** A fact that is left out, or is `null`, is not known: silence is not denial. Write `false` only where the
  report says that it was not so. A few facts have a meaning where nothing is said, such as one victim where no number
  is given; each says so below.
- **People.** `age` is a whole number of years at the time of the event; `sex` is `"female"` or `"male"`. A fact of a
  victim or an offender may stand with the person, and then holds for that person alone. Who is listed need not be
  counted by a fact as well.
- **Events.** Without `events` the report tells of one thing that happened. A fact of an event goes before the same fact
  of the report, and a fact of a person before both. An event without `victims` or `offenders` has those of the report.
- **Proposed** holds `outcome` (`"1"` to `"24"`, `"1A"` to `"3A"`) or `cancellation` (`"C1"` to `"C5"`); `charged`, what
  the suspect was charged with, by code or class (`["005/01"]`); `crime`, which of `recorded` it is about (0: the
  first); and the facts that are told of the proposal, here, under its own `facts`, or among the `facts` of the report.
- **Numbers** are whole numbers; yes and no are `true` and `false`; the values of choices are written as below. Where
  several values fit, take the most serious that the report tells: choices run from the least to the most serious.
- **What is wrong** with a case is told all at once: the name that was meant, and the values that may be.

### One victim, one event

Somebody was pushed and was not hurt; the one who was pushed reports it.

```json
{
 "reported_at": "2026-05-04T10:00+01:00",
 "facts": {"reporter": "victim", "violence_used": true, "injury": "none"}
}
```

The answer is to record one crime of class 105A, code 105/01.

### Several victims

One man hit two people outside a pub: one has a black eye, the other no mark.

```json
{
 "reported_at": "2026-05-04T10:00+01:00",
 "facts": {"reporter": "victim", "violence_used": true},
 "people": [
  {"id": "v1", "role": "victim", "age": 22, "sex": "female", "injury": "bruise"},
  {"id": "v2", "role": "victim", "age": 24, "sex": "male", "injury": "none"},
  {"id": "o1", "role": "offender", "sex": "male"}
 ]
}
```

The answer is to record a crime for each victim: one of class 8N, code 008/06, and one of class 105A, code 105/01.

### Two events

A bicycle was stolen from one neighbour, and a month later the window of another was broken; both are reported in May.

```json
{
 "reported_at": "2026-05-04T10:00+01:00",
 "facts": {"reporter": "victim"},
 "people": [{"id": "v1", "role": "victim"}, {"id": "v2", "role": "victim"}],
 "events": [
  {"id": "e1", "at": "2026-03-02", "victims": ["v1"], "property_taken": true, "bicycle_taken": true},
  {"id": "e2", "at": "2026-04-11", "victims": ["v2"], "property_damaged": true, "is_dwelling": true}
 ]
}
```

The answer is to record two crimes: one of class 44, code 044/00, and one of class 58A, code 149/00.
"""
