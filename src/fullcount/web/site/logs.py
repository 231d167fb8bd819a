"""The application's own log: which route went wrong, never what was in it."""

import logging

from django.http import HttpRequest


class Plain(logging.Filter):
    """Takes from each record whatever may hold somebody's words: arguments, addresses, the text of an exception."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True always, with the record reduced to the route, the status and the kind of the exception."""
        request = getattr(record, "request", None)
        match = request.resolver_match if isinstance(request, HttpRequest) else None
        route = f" route={match.view_name}" if match else ""
        status = f" status={record.status_code}" if hasattr(record, "status_code") else ""
        kind = ""
        if record.exc_info and record.exc_info[0]:
            trace = record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            place = f" at {trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else ""
            kind = f" {record.exc_info[0].__name__}{place}"
        record.msg, record.args = f"{record.name} {record.levelname}{route}{status}{kind}", ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True
