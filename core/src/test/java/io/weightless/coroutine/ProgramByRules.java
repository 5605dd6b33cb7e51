package io.weightless.coroutine;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs random programs by the rules alone: no stacks of threads, but a list of blocks, and one
/// statement after the other.
final class ProgramByRules {
  private final boolean stepping;
  private final ArrayDeque<Block> blocks = new ArrayDeque<>();
  private final ArrayDeque<Integer> unread = new ArrayDeque<>();
  private final List<String> inside;
  private boolean ended;
  private boolean closing;
  private boolean disobeyed;

  /// How the block that ran last ends; null while it goes on.
  private @Nullable Outcome outcome;

  /// What the statement that it is paused at wants; null when it is not.
  private @Nullable String wants;

  private sealed interface Outcome {
    record Done() implements Outcome {}

    record Returned(int value) implements Outcome {}

    record Failed(String problem) implements Outcome {}

    record Closed() implements Outcome {}
  }

  private enum Kind {
    PROGRAM,
    CALL,
    BODY_OF_GUARD,
    BODY_OF_ALWAYS,
    PLAIN,
    LAST
  }

  private static final class Block {
    final Kind kind;
    final List<Statement> statements;
    final List<Statement> next;
    final @Nullable Outcome before;
    int done;

    Block(Kind kind, List<Statement> statements, List<Statement> next, @Nullable Outcome before) {
      this.kind = kind;
      this.statements = statements;
      this.next = next;
      this.before = before;
    }
  }

  ProgramByRules(List<Statement> program, boolean stepping, List<String> inside) {
    this.stepping = stepping;
    this.inside = inside;
    blocks.push(new Block(Kind.PROGRAM, program, List.of(), null));
  }

  List<Integer> rest() {
    return List.copyOf(unread);
  }

  String next() {
    wants = null;
    return run();
  }

  String send(int input) {
    inside.add("read " + input);
    return next();
  }

  String end() {
    ended = true;
    inside.add("read null");
    return next();
  }

  String fail(String problem) {
    outcome = new Outcome.Failed(problem);
    return next();
  }

  /// How it ended.
  String close() {
    closing = true;
    outcome = new Outcome.Closed();
    String end = next();
    if (disobeyed) {
      return "ignored";
    }
    return end.startsWith("failed") ? end : "closed";
  }

  private String run() {
    while (wants == null) {
      Block block = blocks.element();
      if (outcome == null && block.done == block.statements.size()) {
        outcome = new Outcome.Done();
      }
      if (outcome == null) {
        run(block.statements.get(block.done++));
      } else if (block.kind == Kind.PROGRAM) {
        return end(outcome);
      } else {
        blocks.pop();
        leave(block, outcome);
      }
    }
    return wants;
  }

  private static String end(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done() -> "returns null";
      case Outcome.Returned(int value) -> "returns " + value;
      case Outcome.Failed(String problem) -> "failed " + problem;
      case Outcome.Closed() -> "closed";
    };
  }

  private void run(Statement statement) {
    switch (statement) {
      case Statement.Read() -> read();
      case Statement.Write(int value) -> pause("writes " + value);
      case Statement.Pause() -> pause("pauses");
      case Statement.GiveBack(List<Integer> values) -> values.reversed().forEach(unread::push);
      case Statement.Fail(int value) -> outcome = new Outcome.Failed("" + value);
      case Statement.Return(int value) -> outcome = new Outcome.Returned(value);
      case Statement.Call(List<Statement> program) -> {
        blocks.push(new Block(Kind.CALL, program, List.of(), null));
        if (stepping) {
          pause("pauses");
        }
      }
      case Statement.Guard(List<Statement> body, List<Statement> handler) ->
          blocks.push(new Block(Kind.BODY_OF_GUARD, body, handler, null));
      case Statement.Always(List<Statement> body, List<Statement> last) ->
          blocks.push(new Block(Kind.BODY_OF_ALWAYS, body, last, null));
    }
  }

  private void read() {
    if (!closing && !unread.isEmpty()) {
      inside.add("read " + unread.pop());
    } else if (!closing && ended) {
      inside.add("read null");
    } else {
      pause("reads");
    }
  }

  private void pause(String wanted) {
    if (closing) {
      disobeyed = true;
      outcome = new Outcome.Closed();
    } else {
      wants = wanted;
    }
  }

  private void leave(Block block, Outcome how) {
    outcome = how instanceof Outcome.Done ? null : how;
    switch (block.kind) {
      case CALL -> {
        if (how instanceof Outcome.Done || how instanceof Outcome.Returned) {
          inside.add("called, " + end(how));
          outcome = null;
        }
      }
      case BODY_OF_GUARD -> {
        if (how instanceof Outcome.Failed(String problem)) {
          inside.add("caught " + problem);
          outcome = null;
          blocks.push(new Block(Kind.PLAIN, block.next, List.of(), null));
        }
      }
      case BODY_OF_ALWAYS -> {
        outcome = null;
        blocks.push(new Block(Kind.LAST, block.next, List.of(), how));
      }
      case LAST -> leaveLast(how, block.before);
      case PLAIN, PROGRAM -> {}
    }
  }

  /// What it fails with counts; else how the body ended, if that did not just go on.
  private void leaveLast(Outcome how, @Nullable Outcome before) {
    boolean fails = how instanceof Outcome.Failed || how instanceof Outcome.Closed;
    if (!fails && !(before instanceof Outcome.Done)) {
      outcome = before;
    }
  }
}
