package io.weightless.event;

/// Fired when somebody who handled an event has failed, if somebody hears it: who does owns the
/// failure. The others have handled the event all the same.
///
/// @param failure the first one, with the others suppressed in it
public record Failed(Object event, Throwable failure) implements News {}
