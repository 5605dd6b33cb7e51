# What FiberProgram is to the contenders on the JVM, in Python: CONTENDER WORK MILLISECONDS.
import os
import sys
import threading
import time

import greenlet

TIMES = {"switch": 20_000, "generator": 20_000, "generator-depth-10": 4_000, "life": 4_000}


# Ends the process when the one that started it is gone.
def await_parent():
    while os.read(0, 4096):
        pass
    os._exit(0)


def greenlet_switch(times):
    main = greenlet.getcurrent()

    def body(value):
        while True:
            value = main.switch(value)

    child = greenlet.greenlet(body)
    total = child.switch(0)
    for i in range(1, times):
        total += child.switch(i)
    return total


# An iterator over what its body yields, by two switches for a value.
class Genlet(greenlet.greenlet):
    def __init__(self, body, *arguments):
        super().__init__(lambda: body(self, *arguments))

    def __iter__(self):
        return self

    def __next__(self):
        self.parent = greenlet.getcurrent()
        result = self.switch()
        if self.dead:
            raise StopIteration
        return result

    def give(self, value):
        self.parent.switch(value)


def count(out, times):
    for i in range(times):
        out.give(i)


def deep(out, times, depth):
    if depth > 1:
        deep(out, times, depth - 1)
    else:
        count(out, times)


def greenlet_generator(times):
    return sum(Genlet(count, times))


def greenlet_deep(times):
    return sum(Genlet(deep, times, 10))


def greenlet_life(times):
    main = greenlet.getcurrent()
    fibers = [greenlet.greenlet(lambda i=i: main.switch(i)) for i in range(times)]
    total = sum(fiber.switch() for fiber in fibers)
    for fiber in fibers:
        fiber.throw()
    return total


def python_count(times):
    for i in range(times):
        yield i


def python_generator(times):
    return sum(python_count(times))


def python_deep_count(times, depth):
    yield from python_count(times) if depth == 1 else python_deep_count(times, depth - 1)


def python_deep(times):
    return sum(python_deep_count(times, 10))


WORKS = {
    "greenlet switch": greenlet_switch,
    "greenlet generator": greenlet_generator,
    "greenlet generator-depth-10": greenlet_deep,
    "greenlet life": greenlet_life,
    "python-yield generator": python_generator,
    "python-yield generator-depth-10": python_deep,
}


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
def main():
    threading.Thread(target=await_parent, daemon=True).start()
    contender, name, millis = sys.argv[1:]
    work, times = WORKS[contender + " " + name], TIMES[name]
    batches(work, times, int(millis) / 1000)
    values = sorted(batches(work, times, int(millis) / 1000))
    print("result ns", values[len(values) // 2])


main()
