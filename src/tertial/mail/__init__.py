"""Mail to people: put into one outbox with what it tells of, and sent by the worker (docs/adr/0089).

    outbox.send(by=administrator, to="anna@exempelby.se", subject=…, text=…)

in the transaction of the write that it tells of. `outbox.is_on()` says whether this installation sends mail at all.
"""
