package io.weightless.gio;

import org.jspecify.annotations.Nullable;

/// A part of a coroutine's program, in its own place in the text: the inside of [Gio#with].
@FunctionalInterface
public interface Section<T extends @Nullable Object, X extends Exception> {
  T run() throws X;
}
