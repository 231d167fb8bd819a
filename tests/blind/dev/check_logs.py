"""usage: check_logs.py LOGS.jsonl   each line {"id","text","crime":true/false/null,"classes":["8N"], "count":1}
Runs the whole product on the words alone (type 'unclear') and prints what it makes of them."""
import json, sys, tempfile
from pathlib import Path
import polars as pl
from fullcount.pipeline.run import RunRequest, run
rows = [json.loads(l) for l in open(sys.argv[1]) if l.strip()]
show = "-v" in sys.argv
with tempfile.TemporaryDirectory() as t:
    f = Path(t) / "f"; f.mkdir()
    (f / "force.toml").write_text('''[force]
name = "x"
rules = "crr-2026-27"
text_language = "en-GB"
[clock]
start = "reported_at"
[codes]
table = "codes.csv"
[extracts.reports]
files = ["r.csv"]
format = "csv"
[extracts.reports.columns]
report_id = "id"
reported_at = "at"
opening_code = "type"
closing_code = "type"
text = "text"
[extracts.crimes]
files = ["c.csv"]
format = "csv"
[extracts.crimes.columns]
crime_id = "cid"
recorded_at = "at"
offence_code = "o"
''')
    (f / "codes.csv").write_text("kind,code,means,note\ntype,T,unclear,\n")
    pl.DataFrame({"id": [str(r["id"]) for r in rows], "at": ["2026-05-04 10:00:00"] * len(rows), "type": ["T"] * len(rows), "text": [r["text"] for r in rows]}).write_csv(f / "r.csv")
    pl.DataFrame({"cid": ["C1"], "at": ["2026-05-20 10:00:00"], "o": ["46"]}).write_csv(f / "c.csv")
    run(RunRequest(f, Path(t) / "o"))
    led = pl.read_parquet(Path(t) / "o" / "ledger.parquet")
    crimes = pl.read_parquet(Path(t) / "o" / "crime_ledger.parquet")
    if "-c" in sys.argv: print(led.columns, crimes.columns)
    state = dict(led.select("report_id", "state").rows()); reason = dict(led.select("report_id", "reason").rows())
    cl = {}
    for r, c in crimes.filter(pl.col("report_id").is_not_null()).select("report_id", [c for c in ("class_due",) if c in crimes.columns][0]).rows():
        cl.setdefault(r, []).append(c)
tp = fp = fn = tn = unk = right = 0
for r in rows:
    i = str(r["id"]); s = state[i]; says = s in ("unrecorded", "awaiting", "under-recorded"); unk_ = s == "unknown"
    want = r.get("crime")
    if want is None: continue
    if unk_: unk += 1
    tp += bool(want and says); fn += bool(want and not says); fp += bool(not want and says); tn += bool(not want and not says)
    ok = sorted(cl.get(i, [])) == sorted(r.get("classes", []))
    right += bool(want and says and ok)
    if show and (says != bool(want) or (want and says and not ok)):
        print(f"{i}: wanted {r.get('classes') or 'none'}; got {s} {cl.get(i)} ({reason[i]}): {r['text'][:300]}")
print(f"{len(rows)} logs: crimes found {tp} of {tp+fn} (recall {tp/max(1,tp+fn):.3f}), precision {tp/max(1,tp+fp):.3f}, false {fp} of {fp+tn}, unknown {unk}, classes exactly right {right} of {tp}")
