package io.weightless.snapshot;

import io.weightless.coroutine.Io;
import io.weightless.coroutine.Program;
import io.weightless.coroutine.Request;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A program that does the same when it is given the same. So what it was given is its state: each
/// [Recorded] run of it can be put away as bytes, at any pause, and taken up from there, any number
/// of times, in another JVM too.
///
/// ```java
/// static final Replayable<Basket, String, String, Order> ORDER =
///     Replayable.of("order", Basket.EMPTY, BASKET, Codec.TEXT, Codec.TEXT, Shop::order);
///
/// Recorded<String, String, Order> order = ORDER.start();
/// order.next();                                // Output[Which book?]
/// ...
/// byte[] snapshot = order.snapshot();
///
/// Recorded<String, String, Order> again = ORDER.restore(snapshot);
/// again.step();                                // what it wanted then
/// ```
///
/// What it may do: compute, read and write, and ask; take from the world through an [Effect]; and
/// forget what was before a [Checkpoint].
///
/// - **Not seen**: that it looks at the clock, at chance, at static fields, at the network or at
///   what another thread does, or that it waits for one. A difference that follows from it is, in
///   the bytes of outputs, the classes of requests and the names of effects: [NotDeterministic].
///   What a request says nobody compares, and neither what it does only after the last pause before
///   the snapshot.
/// - **Not kept**: what it holds open, its threads, monitors, locals and scoped values. It makes
///   them again when it is replayed.
///
/// Immutable.
///
/// @param <S> what it starts with
public final class Replayable<S extends @Nullable Object, I, O, R extends @Nullable Object> {
  /// How many bytes a snapshot has at most, unless [#limit] sets another number.
  public static final int MAX_BYTES = 1 << 20;

  /// A program that starts from a state: the first one, or that of a [Checkpoint].
  @FunctionalInterface
  public interface Body<S extends @Nullable Object, I, O, R extends @Nullable Object> {
    R run(S state, Io<I, O> io) throws Exception;
  }

  /// How what goes through a program is written. Of outputs only fingerprints are kept.
  record Codecs<S extends @Nullable Object, I, O>(
      Codec<S> state, Codec<I> inputs, Codec<O> outputs) {}

  private final Terms terms;
  private final S first;
  private final Codecs<S, I, O> codecs;
  private final Body<S, I, O, R> body;

  private Replayable(Terms terms, S first, Codecs<S, I, O> codecs, Body<S, I, O, R> body) {
    this.terms = terms;
    this.first = first;
    this.codecs = codecs;
    this.body = body;
  }

  /// One that starts with `first`, or from a checkpoint.
  ///
  /// @param name which is in each snapshot; text without unpaired surrogates
  public static <S extends @Nullable Object, I, O, R extends @Nullable Object>
      Replayable<S, I, O, R> of(
          String name,
          S first,
          Codec<S> states,
          Codec<I> inputs,
          Codec<O> outputs,
          Body<S, I, O, R> body) {
    Codec.TEXT.encode(name); // which refuses one that it can't
    Codecs<S, I, O> codecs = new Codecs<>(states, inputs, outputs);
    return new Replayable<>(new Terms(name), first, codecs, body);
  }

  /// One without checkpoints.
  ///
  /// @param name which is in each snapshot; text without unpaired surrogates
  public static <I, O, R extends @Nullable Object> Replayable<@Nullable Void, I, O, R> of(
      String name, Codec<I> inputs, Codec<O> outputs, Program<I, O, R> program) {
    return of(name, null, Codec.NOTHING, inputs, outputs, (_, io) -> program.run(io));
  }

  /// The same as version `number` of the program, which refuses the snapshots of others; 1 at
  /// first. To be raised when the program does something else than before.
  ///
  /// @throws IllegalArgumentException when it is negative
  public Replayable<S, I, O, R> version(int number) {
    return with(terms.version(notNegative("version", number)));
  }

  /// The same with snapshots of at most so many bytes. A run whose journal grows longer goes on,
  /// but has no snapshot until its next [Checkpoint].
  ///
  /// @throws IllegalArgumentException when it is negative
  public Replayable<S, I, O, R> limit(int bytes) {
    return with(terms.limit(notNegative("limit", bytes)));
  }

  private static int notNegative(String what, int number) {
    if (number < 0) {
      throw new IllegalArgumentException("a " + what + " is not negative: " + number);
    }
    return number;
  }

  /// The same, whose answers to such requests are journaled. A run that is given another answer
  /// goes on, but has no snapshot until its next [Checkpoint].
  public <A extends @Nullable Object, Q extends Request<A>> Replayable<S, I, O, R> answers(
      Class<Q> kind, Codec<A> codec) {
    return with(terms.answers(kind, codec));
  }

  /// The same, where failures of exactly this kind are journaled that are thrown into it, or by an
  /// effect. A run that meets another one goes on, but has no snapshot until its next [Checkpoint].
  ///
  /// @param make makes one from its message; their causes are not kept
  public <F extends Throwable> Replayable<S, I, O, R> failures(
      Class<F> kind, Function<@Nullable String, F> make) {
    return with(terms.failures(kind.getName(), make));
  }

  private Replayable<S, I, O, R> with(Terms other) {
    return new Replayable<>(other, first, codecs, body);
  }

  /// A new run of it, which begins with its first step.
  public Recorded<I, O, R> start() {
    return start(first);
  }

  /// The same, which starts with a copy of `state`.
  public Recorded<I, O, R> start(S state) {
    Start start = new Start(0, codecs.state().encode(state), java.util.List.of(), false);
    return new Recorded<>(new Run<>(terms, codecs, body, start));
  }

  /// A run that stands where the one stood that the snapshot is of: it has read and written what
  /// that had, and wants what that wanted, see [Recorded#step]. They know nothing of each other.
  ///
  /// - **Waits**: as long as the program takes for all that since its last checkpoint.
  /// - **Runs on**: the reactor, or thread, of the caller; as with a first step.
  ///
  /// @throws SnapshotRefused when it is none of this version of this program
  /// @throws NotDeterministic when the program does something else now
  public Recorded<I, O, R> restore(byte[] snapshot) {
    Snapshot content = Snapshot.decode(snapshot, terms);
    Run<S, I, O, R> run = new Run<>(terms, codecs, body, content.start());
    run.replay(content.entries());
    return new Recorded<>(run);
  }

  @Override
  public String toString() {
    return "replayable '" + terms.name() + "', version " + terms.version();
  }
}
