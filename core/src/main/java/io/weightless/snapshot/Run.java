package io.weightless.snapshot;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.CoroutineClosed;
import io.weightless.coroutine.Input;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Request;
import io.weightless.coroutine.Responder;
import io.weightless.coroutine.Step;
import io.weightless.snapshot.Entry.Kind;
import io.weightless.snapshot.Replayable.Body;
import io.weightless.snapshot.Replayable.Codecs;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A coroutine and its journal: each step is written down with what came of it, also when it is one
/// of those before.
final class Run<S extends @Nullable Object, I, O, R extends @Nullable Object> {
  private final Terms terms;
  private final Codecs<S, I, O> codecs;
  private final Body<S, I, O, R> body;
  private final Journal journal;
  private final Failure failures;
  private final Coroutine<I, O, R> coroutine;

  /// The one that the program begins with; it may read others, see [Io#reading].
  private final Input<I> input;

  private @Nullable Io<I, O> io;

  private boolean running;

  /// What is being done; others inside of it are parts of it.
  private @Nullable Effect<?> present;

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class of a generic type has none of its types
  Run(Terms terms, Codecs<S, I, O> codecs, Body<S, I, O, R> body, Start start) {
    this.terms = terms;
    this.codecs = codecs;
    this.body = body;
    journal = new Journal(terms, start);
    failures = new Failure(terms);
    List<I> rest = start.rest().stream().map(each -> decoded(codecs.inputs(), each)).toList();
    input = start.ended() ? Input.ended(rest) : Input.of(rest);
    coroutine = Coroutine.of(terms.name(), this::program).reading(input);
    Responder<Effect<@Nullable Object>, @Nullable Object> effects = this::effect;
    Responder<Checkpoint<S>, @Nullable Object> checkpoints = this::checkpoint;
    ((Coroutine) coroutine).sidekick(Effect.class, effects);
    ((Coroutine) coroutine).sidekick(Checkpoint.class, checkpoints);
  }

  Coroutine<I, O, R> coroutine() {
    return coroutine;
  }

  // For its driver.

  Step<I, O, R> next() {
    return act(Entry.of(Kind.NEXT), coroutine::next);
  }

  Step<I, O, R> send(I input) {
    Entry sent = Entry.of(Kind.SENT, "", codecs.inputs().encode(Objects.requireNonNull(input)));
    return act(sent, () -> coroutine.send(input));
  }

  Step<I, O, R> end() {
    return act(Entry.of(Kind.ENDED), coroutine::end);
  }

  <A extends @Nullable Object> Step<I, O, R> answer(Request<A> request, A answer) {
    Codec<@Nullable Object> codec = terms.codecFor(request);
    Entry answered =
        codec == null
            ? Entry.of(Kind.OBSTACLE, "answers() has no codec for the answer to " + kindOf(request))
            : Entry.of(Kind.ANSWERED, "", codec.encode(answer));
    return act(answered, () -> coroutine.answer(request, answer));
  }

  Step<I, O, R> fail(Throwable problem) {
    Entry thrown = failures.entry(Kind.FAILED, "", Objects.requireNonNull(problem));
    return act(thrown, () -> coroutine.fail(problem));
  }

  private Step<I, O, R> act(Entry action, Supplier<Step<I, O, R>> move) {
    if (running) {
      return move.get(); // which refuses
    }
    journal.begin(action);
    running = true;
    Step<I, O, R> step;
    try {
      step = move.get();
    } catch (Throwable e) {
      if (!coroutine.isDone()) {
        journal.undo();
      }
      throw e;
    } finally {
      running = false;
    }
    record(() -> present == null ? deed(step) : stepIn(present));
    return step;
  }

  /// Who restores it does not do the effect, so there is no such step then.
  private static Entry stepIn(Effect<?> effect) {
    return Entry.of(Kind.OBSTACLE, "it read, wrote, asked or gave way inside of " + effect);
  }

  private Entry deed(Step<I, O, R> step) {
    return switch (step) {
      case Step.NeedsInput<I, O, R> _ -> Entry.of(Kind.READ);
      case Step.Output<I, O, R>(O value) ->
          Entry.of(Kind.WROTE, "", Fingerprint.of(codecs.outputs().encode(value)));
      case Step.Paused<I, O, R> _ -> Entry.of(Kind.PAUSED);
      case Step.Asks<I, O, R>(Request<?> request) -> Entry.of(Kind.ASKED, kindOf(request));
      case Step.Done<I, O, R> _ -> Entry.of(Kind.RETURNED);
    };
  }

  private static String kindOf(Request<?> request) {
    Class<?> kind = request.getClass();
    return kind.isHidden() ? "a request" : kind.getName();
  }

  /// A run goes on when a codec fails, but there is no snapshot of it.
  private void record(Supplier<Entry> deed) {
    Entry entry;
    try {
      entry = deed.get();
    } catch (RuntimeException e) {
      if (journal.isReplaying()) {
        throw e;
      }
      entry = Entry.of(Kind.OBSTACLE, "what it did can't be written: " + e);
    }
    journal.add(entry);
  }

  byte[] snapshot() {
    String obstacle = obstacle();
    if (obstacle != null) {
      throw new IllegalStateException(coroutine + " has no snapshot: " + obstacle);
    }
    return journal.snapshot();
  }

  @Nullable String obstacle() {
    if (running) {
      return "it is running";
    }
    boolean isOver = coroutine.isDone() && coroutine.step() == null;
    return isOver ? "it has failed or was closed" : journal.obstacle();
  }

  // For who restores it.

  void replay(List<Entry> before) {
    journal.replay(before);
    try {
      while (journal.isReplaying()) {
        again(journal.next());
        journal.checkSame();
      }
    } catch (Throwable e) {
      closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(Throwable failure) {
    try {
      coroutine.close();
    } catch (RuntimeException | Error e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }

  private void again(Entry action) {
    try {
      move(action);
    } catch (RuntimeException e) {
      journal.checkSame();
      if (e instanceof SnapshotRefused) {
        throw e;
      }
      if (!coroutine.isDone()) {
        throw new SnapshotRefused("step " + journal.steps() + " can't be made again", e);
      }
      NotDeterministic failed =
          journal.differs("it failed with " + e.getClass().getName(), journal.next().told());
      failed.initCause(e);
      throw failed;
    }
  }

  @SuppressWarnings("unchecked") // the answer's codec is the one of its request
  private void move(Entry action) {
    switch (action.kind()) {
      case NEXT -> next();
      case SENT -> send(decoded(codecs.inputs(), action.bytes()));
      case ENDED -> end();
      case FAILED -> fail(failures.again(action));
      case ANSWERED -> {
        if (!(coroutine.step() instanceof Step.Asks<I, O, R>(Request<?> asked))) {
          throw new SnapshotRefused("it is malformed: an answer where nothing was asked");
        }
        Codec<@Nullable Object> codec = terms.codecFor(asked);
        if (codec == null) {
          throw new SnapshotRefused("answers() has no codec for the answer to " + kindOf(asked));
        }
        answer((Request<@Nullable Object>) asked, decoded(codec, action.bytes()));
      }
      default -> throw new SnapshotRefused("it is malformed: a step of kind " + action.kind());
    }
  }

  // On the coroutine.

  private R program(Io<I, O> io) throws Exception {
    this.io = io;
    return body.run(decoded(codecs.state(), journal.start().state()), io);
  }

  private @Nullable Object effect(Effect<@Nullable Object> effect) throws Exception {
    checkNotPutAway();
    journal.checkSame();
    if (present != null) {
      return effect.run();
    }
    if (journal.isReplaying()) {
      return effectAgain(effect);
    }
    @Nullable Object value;
    present = effect;
    try {
      value = effect.run();
    } catch (Throwable e) {
      journal.add(failures.entry(Kind.EFFECT_FAILED, effect.name(), e));
      throw e;
    } finally {
      present = null;
    }
    record(() -> Entry.of(Kind.EFFECT, effect.name(), effect.codec().encode(value)));
    return value;
  }

  /// It runs outside of its steps only while it is closed, and then it may go on elsewhere.
  private void checkNotPutAway() {
    if (!running) {
      throw new CoroutineClosed(terms.name());
    }
  }

  private @Nullable Object effectAgain(Effect<@Nullable Object> effect) throws Exception {
    Entry before = journal.next();
    boolean failed = before.kind() == Kind.EFFECT_FAILED;
    journal.add(Entry.of(failed ? Kind.EFFECT_FAILED : Kind.EFFECT, effect.name(), before.bytes()));
    if (!failed) {
      return decoded(effect.codec(), before.bytes());
    }
    Throwable failure = failures.again(before);
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }

  private static <T extends @Nullable Object> T decoded(Codec<T> codec, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (RuntimeException e) {
      throw new SnapshotRefused("it holds what its codec can't read: " + e.getMessage(), e);
    }
  }

  private @Nullable Object checkpoint(Checkpoint<S> made) {
    checkNotPutAway();
    journal.checkSame();
    if (present != null) {
      throw new IllegalStateException("there is no checkpoint inside of " + present);
    }
    if (io != null && io.depth() > 0) {
      throw new IllegalStateException("there is no checkpoint inside of a call");
    }
    List<byte[]> rest = input.rest().stream().map(codecs.inputs()::encode).toList();
    journal.startFrom(encoded(made), rest, input.isEnded());
    return null;
  }

  private byte[] encoded(Checkpoint<S> made) {
    try {
      return codecs.state().encode(made.state());
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          "'" + terms.name() + "' does not start from what this checkpoint has: " + made.state(),
          e);
    }
  }
}
