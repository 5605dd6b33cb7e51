package io.weightless.coroutine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Drives a coroutine for what it writes: it reads from an iterator, and runs only while somebody
/// asks for the next output.
///
/// ```java
/// try (var words = Outputs.of(split, lines)) {
///   for (String word : words) { ... }
/// }
/// List<String> all = Outputs.of(split, lines).toList();
/// int count = Outputs.of(counting, lines).result();
/// ```
///
/// There is one pass: each loop over it goes on where the last one stopped. Of a coroutine that was
/// begun elsewhere the first one is the output that stands there, see [Step.Output].
///
/// - **Waits**: as the coroutine does.
/// - **Runs on**: where the coroutine may be driven.
/// - **Ends**: with the coroutine, which [#close] closes before. [#toList], [#result] and a
///   terminal operation of a [#stream] that sees all of it need no close.
/// - **Cost**: a step for an output, and one for an input.
///
/// From Weightless' `asList`, `consume` and `retval`.
public final class Outputs<O, R extends @Nullable Object> implements Iterable<O>, AutoCloseable {
  private final Coroutine<Object, O, R> coroutine;
  private final Iterator<?> inputs;
  private final Iterator<O> values = new Values();

  /// The one that is to be taken next.
  private @Nullable O value;

  /// Where the last one stood: from there it goes on.
  private @Nullable Step<Object, O, R> seen;

  private Outputs(Coroutine<Object, O, R> coroutine, Iterator<?> inputs) {
    this.coroutine = coroutine;
    this.inputs = Objects.requireNonNull(inputs);
  }

  /// Of a coroutine that has no input: when it reads, that has ended.
  public static <O, R extends @Nullable Object> Outputs<O, R> of(Coroutine<?, O, R> coroutine) {
    return over(coroutine, Collections.emptyIterator());
  }

  /// Of one that reads what `inputs` has.
  public static <I, O, R extends @Nullable Object> Outputs<O, R> of(
      Coroutine<I, O, R> coroutine, Iterable<? extends I> inputs) {
    return of(coroutine, inputs.iterator());
  }

  /// Of one that reads what `inputs` gives: each is taken when it is read. What the iterator throws
  /// is thrown where the coroutine reads.
  public static <I, O, R extends @Nullable Object> Outputs<O, R> of(
      Coroutine<I, O, R> coroutine, Iterator<? extends I> inputs) {
    return over(coroutine, inputs);
  }

  @SuppressWarnings("unchecked") // it is sent what the iterator gives, and its callers typed that
  private static <O, R extends @Nullable Object> Outputs<O, R> over(
      Coroutine<?, O, R> coroutine, Iterator<?> inputs) {
    return new Outputs<>((Coroutine<Object, O, R>) coroutine, inputs);
  }

  /// Always the same one. Its `hasNext` runs the coroutine until that writes or ends, and throws
  /// what it fails with; then there are no more values. A coroutine that [pauses][Io#yield] goes on
  /// at once; where it [asks][Io#ask] an `IllegalStateException` is thrown, for nobody answers.
  @Override
  public Iterator<O> iterator() {
    return values;
  }

  /// The same as a stream, whose close closes the coroutine.
  public Stream<O> stream() {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(values, traits), false)
        .onClose(this::close);
  }

  /// All that are left.
  public List<O> toList() {
    try (this) {
      List<O> all = new ArrayList<>();
      values.forEachRemaining(all::add);
      return all;
    }
  }

  /// Lets it run to its end, whatever it writes.
  ///
  /// @return what it returned
  public R result() {
    try (this) {
      values.forEachRemaining(_ -> {});
      return coroutine.result();
    }
  }

  @SuppressWarnings("ReferenceEquality") // outputs that are equal are two outputs
  private boolean advance() {
    if (value == null && !coroutine.isDone()) {
      Step<Object, O, R> last = coroutine.step();
      value = advanced(last == seen ? coroutine.next() : Objects.requireNonNull(last));
      seen = coroutine.step();
    }
    return value != null;
  }

  private @Nullable O advanced(Step<Object, O, R> first) {
    Step<Object, O, R> step = first;
    while (true) {
      switch (step) {
        case Step.NeedsInput<?, ?, ?> _ -> step = feed();
        case Step.Output<?, O, ?>(O output) -> {
          return output;
        }
        case Step.Paused<?, ?, ?> _ -> step = coroutine.next();
        case Step.Asks<?, ?, ?>(Request<?> request) ->
            step = coroutine.fail(new IllegalStateException("nobody answers " + request));
        case Step.Done<?, ?, ?> _ -> {
          return null;
        }
      }
    }
  }

  private Step<Object, O, R> feed() {
    Object input;
    try {
      input = inputs.hasNext() ? inputs.next() : null;
    } catch (RuntimeException e) {
      return coroutine.fail(e);
    }
    return input == null ? coroutine.end() : coroutine.send(input);
  }

  /// Closes the coroutine.
  @Override
  public void close() {
    value = null;
    coroutine.close();
  }

  @Override
  public String toString() {
    return "outputs of " + coroutine;
  }

  private final class Values implements Iterator<O> {
    @Override
    public boolean hasNext() {
      return advance();
    }

    @Override
    public O next() {
      if (!advance()) {
        throw new NoSuchElementException(coroutine + " writes no more");
      }
      O next = Objects.requireNonNull(value);
      value = null;
      return next;
    }
  }
}
