package io.weightless.event;

/// An event that can be answered: `record Price(String item) implements Asks<Integer> {}`.
///
/// @param <R> what an answer is
public interface Asks<R> {}
