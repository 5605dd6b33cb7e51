package io.weightless.check.bench.server;

/// What wrk does.
///
/// @param path what it asks for
/// @param depth how many requests a connection sends at once
public record Scenario(String name, String path, int connections, int depth) {}
