package io.weightless.snapshot;

import io.weightless.coroutine.Request;

/// What the programs of these tests ask of their drivers.
record Price(String item) implements Request<Long> {}
