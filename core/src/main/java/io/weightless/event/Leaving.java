package io.weightless.event;

/// Fired when somebody is about to leave: he still hears what is fired until this is complete.
public record Leaving(Object who) {}
