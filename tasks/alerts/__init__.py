"""Alerts: a domain over its budget becomes a row, the row a mail, the mail is sent.

`decide` runs in the transaction that made the KPIs; `compose` writes the mail; `outbox` keeps what is to be sent
and `send` sends it; `acknowledge` lists alerts and records who took them up.
"""

from tasks.alerts.acknowledge import UnknownAlert, acknowledge, alerts
from tasks.alerts.compose import compose
from tasks.alerts.decide import raise_alerts
from tasks.alerts.send import SendReport, send_unsent

__all__ = ["SendReport", "UnknownAlert", "acknowledge", "alerts", "compose", "raise_alerts", "send_unsent"]
