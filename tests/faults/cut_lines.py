"""Creations over a bad line: connections break in the middle, the server is killed, the client tries again."""

from __future__ import annotations

import threading
import time

from .clients import Client, Journal, joined, writers
from .place import Place
from .result import Result
from .server import Server

CLIENTS = 8
CUT = 0.3


def create_over_bad_lines(place: Place, token: str, *, count: int, kills: int, name: str) -> Result:
    """As many creations as asked, each sent again with its key until it is answered."""
    result, journal, stop = Result(name, count), Journal(), threading.Event()
    expected = count // CLIENTS * CLIENTS
    server = Server(place)
    server.start()
    share = {"cases": count // CLIENTS, "only_create": True, "stop": stop, "cut": CUT}
    clients = writers(CLIENTS, server.port, token, journal, **share)
    try:
        killed = _kill_often(server, journal, clients, expected=expected, kills=kills)
        joined(clients, seconds=1800)
    finally:
        stop.set()
        server.stop()
    verdict = place.inside("check", given=journal.as_given())
    result.judge(verdict)
    stored, cut, lost = verdict["stored"], journal.cut, journal.statuses[0] - journal.cut
    result.refuse(stored != expected, f"{stored} cases, wanted {expected}")
    result.refuse(killed < kills, f"the server was killed {killed} times, wanted {kills}")
    result.refuse(not cut, "no connection was cut: nothing was tried")
    result.refuse(journal.unexpected, f"unexpected answers: {journal.unexpected[:2]}")
    result.notes.append(
        f"{CLIENTS} 个客户端；{cut} 次请求的连接被切断（一半在请求中途，一半在答复之前），服务器被终止 {killed} 次，"
        f"另有 {lost} 次无答复；{len(journal.replayed)} 次重发得到原来的答复；库中 {stored} 件，无重复"
    )
    return result


def _kill_often(server: Server, journal: Journal, clients: list[Client], *, expected: int, kills: int) -> int:
    """Evenly over the work, and always while there is some left."""
    killed = 0
    while killed < kills and any(client.is_alive() for client in clients):
        if len(journal.acked) >= expected * (killed + 1) // (kills + 1):
            server.kill()
            server.start()
            killed += 1
        time.sleep(0.005)
    return killed
