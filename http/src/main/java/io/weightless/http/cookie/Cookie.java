package io.weightless.http.cookie;

/// A name and a value, as a client sends them.
public record Cookie(String name, String value) {}
