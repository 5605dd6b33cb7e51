package io.weightless.check.bench.http;

/// What wrk does.
///
/// @param depth how many requests a connection sends at once
record Scenario(String name, String path, int connections, int depth) {}
