package io.weightless.coroutine;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the inputs of a program that has several by turns: what was given back to it and not read
/// yet, and whether it has ended. See [Io#reading] and [Coroutine#reading].
public final class Input<I> {
  private @Nullable ArrayDeque<I> unread;
  private boolean ended;

  /// Whether it is not the one that a program begins with.
  private boolean another;

  Input() {}

  /// One that begins with `rest`.
  public static <I> Input<I> of(List<I> rest) {
    Input<I> input = new Input<>();
    input.another = true;
    input.unread(rest);
    return input;
  }

  /// One that begins with `rest` and has no more.
  public static <I> Input<I> ended(List<I> rest) {
    Input<I> input = of(rest);
    input.end();
    return input;
  }

  /// The inputs that were given back to it and not read, in their order.
  public List<I> rest() {
    return unread == null ? List.of() : List.copyOf(unread);
  }

  /// They are read next, in this order.
  void unread(List<I> inputs) {
    if (unread == null) {
      unread = new ArrayDeque<>();
    }
    inputs.reversed().forEach(unread::push);
  }

  @Nullable I poll() {
    return unread == null ? null : unread.poll();
  }

  void end() {
    ended = true;
  }

  /// It is the one that a program begins with.
  void isFirst() {
    another = false;
  }

  boolean isAnother() {
    return another;
  }

  /// Whether there is no more than its [#rest].
  public boolean isEnded() {
    return ended;
  }
}
