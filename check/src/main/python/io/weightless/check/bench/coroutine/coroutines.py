# What CoroutineProgram is to the contenders on the JVM, in Python: CONTENDER WORK MILLISECONDS.
import os
import sys
import threading
import time

import greenlet

sys.setrecursionlimit(1_000_000)


# Ends the process when the one that started it is gone.
def await_parent():
    while os.read(0, 4096):
        pass
    os._exit(0)


def greenlet_descend(main, times, depth):
    if depth > 1:
        greenlet_descend(main, times, depth - 1)
    else:
        for i in range(times):
            main.switch(i)


def greenlet_step(times, depth):
    child = greenlet.greenlet(greenlet_descend)
    total = child.switch(greenlet.getcurrent(), times, depth)
    for _ in range(1, times):
        total += child.switch()
    child.switch()
    return total


def count(times):
    for i in range(times):
        yield i


def descend(times, depth):
    if depth > 1:
        yield from descend(times, depth - 1)
    else:
        yield from count(times)


def generator_step(times, depth):
    return sum(count(times) if depth == 1 else descend(times, depth - 1))


def read():
    return (yield)


def add_up(times):
    total = 0
    for _ in range(times):
        total += yield from read()
    return total


def generator_call(times):
    generator = add_up(times)
    next(generator)
    try:
        for i in range(times):
            generator.send(i)
    except StopIteration as end:
        return end.value


def add_one(before):
    for value in before:
        yield value + 1


def generator_pipeline(times):
    return sum(add_one(add_one(add_one(add_one(count(times)))))) - 4 * times


WORKS = {
    "greenlet": {"step": greenlet_step},
    "python-yield": {"step": generator_step, "call": generator_call, "pipeline": generator_pipeline},
}


# What yields from one generator to the next costs more the deeper it is.
def times_of(contender, depth):
    return max(50, 20_000 // depth) if contender == "python-yield" else 20_000


def batches(work, times, seconds):
    values = []
    end = time.perf_counter() + seconds
    while not values or time.perf_counter() < end:
        start = time.perf_counter_ns()
        total = work(times)
        values.append((time.perf_counter_ns() - start) / times)
        if total != times * (times - 1) // 2:
            sys.exit("values were lost: their sum is %d" % total)
    return values


# The median of batches, after as long a time unmeasured.
def measure(work, times, seconds):
    batches(work, times, seconds)
    values = sorted(batches(work, times, seconds))
    print("result ns", values[len(values) // 2])


def main():
    threading.Thread(target=await_parent, daemon=True).start()
    contender, name, millis = sys.argv[1:]
    kind, _, depth = name.partition("-")
    work, depth = WORKS[contender][kind], int(depth or 1)
    if kind == "step":
        times = times_of(contender, depth)
        measure(lambda values: work(values, depth), times, int(millis) / 1000)
    else:
        measure(work, 20_000, int(millis) / 1000)


main()
