"""Runs a program on a terminal of its own, and does what standard input says, line by line:

type TEXT     types it; escapes as in Python
size C R      the window has another size
until TEXT    waits until the screen shows it
gone TEXT     waits until the screen does not show it any more
signal N      sends it to the program
screen        prints what the screen shows
end           waits for the end of the program; prints its exit status, and whether all is as it was
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

PATIENCE = 60
ORDER = re.compile("\x1b\\[([?0-9;]*)([A-Za-z])")

prepared, ready = os.pipe()
child, master = pty.fork()
if child == 0:
    os.read(prepared, 1)
    os.execvp(sys.argv[1], sys.argv[1:])

cells, modes, at, rest = {}, {}, [0, 0], ""
window = [80, 24]


def resize(columns, rows):
    window[:] = columns, rows
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def obey(numbers, letter):
    if letter == "H":
        at[:] = [int(number) - 1 for number in numbers.split(";")]
    elif letter == "K":
        for column in range(at[1], window[0]):
            cells.pop((at[0], column), None)
    elif letter == "J":
        cells.clear()
    elif letter in "hl":
        modes[numbers] = letter


def show(text):
    global rest
    text, rest = rest + text, ""
    i = 0
    while i < len(text):
        if text[i] == "\x1b":
            order = ORDER.match(text, i)
            if not order:
                rest = text[i:]
                return
            obey(*order.groups())
            i = order.end()
            continue
        if text[i] >= " ":
            cells[at[0], at[1]] = text[i]
            at[1] += 1
        i += 1


def screen():
    rows = range(window[1])
    line = lambda row: "".join(cells.get((row, column), " ") for column in range(window[0])).rstrip()
    return "\n".join(line(row) for row in rows)


pending = b""


def look():
    """False when the program has closed its end."""
    global pending
    if select.select([master], [], [], 0.05)[0]:
        try:
            pending += os.read(master, 65536)
        except OSError:
            return False
        for cut in range(len(pending), max(-1, len(pending) - 4), -1):
            try:
                show(pending[:cut].decode())
                pending = pending[cut:]
                break
            except UnicodeDecodeError:
                pass
    return True


def until(holds, what):
    limit = time.time() + PATIENCE
    while not holds(screen()):
        if not look() or time.time() > limit:
            print("never came:", what)
            print(screen())
            os.kill(child, signal.SIGKILL)
            sys.exit(1)


def end():
    while look():
        pass
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print("exit", status)
    print("settings restored:", termios.tcgetattr(master) == before)
    print("modes:", " ".join(mode + modes[mode] for mode in sorted(modes)))


resize(*window)
before = termios.tcgetattr(master)
os.write(ready, b".")
for line in sys.stdin:
    word, _, argument = line.rstrip("\n").partition(" ")
    argument = argument.encode().decode("unicode_escape") if word == "type" else argument
    if word == "type":
        os.write(master, argument.encode())
    elif word == "size":
        resize(*map(int, argument.split()))
    elif word == "until":
        until(lambda text: argument in text, argument)
    elif word == "gone":
        until(lambda text: argument not in text, "the end of " + argument)
    elif word == "signal":
        os.kill(child, int(argument))
    elif word == "screen":
        print(screen(), flush=True)
    elif word == "end":
        end()
    else:
        sys.exit("unknown: " + line)
    print("did", word, flush=True)
