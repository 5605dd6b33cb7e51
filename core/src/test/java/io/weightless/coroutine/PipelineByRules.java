package io.weightless.coroutine;

import io.weightless.coroutine.PipelineScript.Act;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What pipelines do, by an interpreter without stacks: each stage is a place in its list of acts,
/// and a loop moves the one that has control.
final class PipelineByRules {
  private static final String CLOSED = "closed";

  private final List<Stage> stages = new ArrayList<>();
  private final List<String> trail;

  /// The stage that has control.
  private Stage at;

  /// What the driver gets.
  private @Nullable String step;

  private static final class Stage {
    final int number;
    final List<Act> acts;
    final Deque<String> unread = new ArrayDeque<>();
    int place;
    String lastRead = "nothing";
    int written;
    boolean started;
    boolean inputEnded;
    boolean done;

    Stage(int number, List<Act> acts) {
      this.number = number;
      this.acts = acts;
    }
  }

  PipelineByRules(PipelineScript script, List<String> trail) {
    this.trail = trail;
    for (List<Act> acts : script.stages()) {
      stages.add(new Stage(stages.size(), acts));
    }
    at = stages.getLast();
  }

  boolean isDone() {
    return stages.getLast().done;
  }

  /// The leftovers of each stage.
  List<List<String>> rests() {
    return stages.stream().map(stage -> List.copyOf(stage.unread)).toList();
  }

  String goOn() {
    return run();
  }

  String send(String input) {
    got(at, input);
    return run();
  }

  String end() {
    at.inputEnded = true;
    got(at, null);
    return run();
  }

  String fail(String problem) {
    Stage last = stages.getLast();
    if (!last.started) {
      stages.forEach(stage -> stage.done = true);
      return "failed " + problem;
    }
    thrown(at, problem);
    return run();
  }

  String close() {
    endBy(stages.getLast(), CLOSED);
    return "closed";
  }

  private String run() {
    String wanted = step;
    while (wanted == null) {
      act(at);
      wanted = step;
    }
    step = null;
    return wanted;
  }

  private void got(Stage stage, @Nullable String value) {
    trail.add(stage.number + " read " + value);
    if (value != null) {
      stage.lastRead = value;
    }
  }

  private void act(Stage stage) {
    stage.started = true;
    if (stage.place == stage.acts.size()) {
      ended(stage, null);
      return;
    }
    switch (stage.acts.get(stage.place++)) {
      case READ -> read(stage);
      case WRITE -> write(stage, stage.number + "." + stage.written++);
      case UNREAD -> {
        stage.unread.push("own " + stage.number);
        stage.unread.push(stage.lastRead);
      }
      case FAIL -> thrown(stage, "failure of " + stage.number);
      case RETURN -> ended(stage, null);
      case TRY, END_TRY -> {}
    }
  }

  private void read(Stage stage) {
    if (!stage.unread.isEmpty() || stage.inputEnded) {
      got(stage, stage.unread.poll());
    } else if (stage.number == 0) {
      step = "needs input";
    } else {
      at = stages.get(stage.number - 1);
    }
  }

  private void write(Stage stage, String value) {
    trail.add(stage.number + " writes " + value);
    if (stage == stages.getLast()) {
      step = "output " + value;
    } else {
      at = stages.get(stage.number + 1);
      got(at, value);
    }
  }

  /// It handles `problem`, or ends by it.
  private void thrown(Stage stage, String problem) {
    int handler = handler(stage);
    if (handler < 0) {
      ended(stage, problem);
    } else {
      stage.place = handler;
      trail.add(stage.number + " handles " + problem);
    }
  }

  /// Where it goes on behind the try that it is in; negative for none.
  private static int handler(Stage stage) {
    for (int i = stage.place; i < stage.acts.size(); i++) {
      if (stage.acts.get(i) == Act.TRY) {
        return -1;
      }
      if (stage.acts.get(i) == Act.END_TRY) {
        return i + 1;
      }
    }
    return -1;
  }

  private void ended(Stage stage, @Nullable String failure) {
    finished(stage, failure);
    if (stage.number > 0) {
      endBy(stages.get(stage.number - 1), failure == null ? CLOSED : failure);
    }
    if (stage == stages.getLast()) {
      step = failure == null ? "done " + stage.number : "failed " + failure;
      return;
    }
    at = stages.get(stage.number + 1);
    at.inputEnded = true;
    if (failure == null) {
      got(at, null);
    } else {
      thrown(at, failure);
    }
  }

  private void finished(Stage stage, @Nullable String failure) {
    stage.done = true;
    trail.add(stage.number + " ends" + (failure == null ? "" : " by " + failure));
  }

  /// A stage that nobody reads from any more: it may handle a failure, but not go on for long.
  private void endBy(Stage stage, String why) {
    if (stage.done) {
      return;
    }
    String failure = why;
    if (!stage.started) {
      stage.done = true;
    } else {
      if (!why.equals(CLOSED) && handler(stage) >= 0) {
        stage.place = handler(stage);
        trail.add(stage.number + " handles " + why);
        failure = remaining(stage);
      }
      finished(stage, failure);
    }
    if (stage.number > 0) {
      endBy(stages.get(stage.number - 1), failure == null ? CLOSED : failure);
    }
  }

  /// What it does until it ends: its first read or write is its end.
  private @Nullable String remaining(Stage stage) {
    while (stage.place < stage.acts.size()) {
      switch (stage.acts.get(stage.place++)) {
        case READ -> {
          return CLOSED;
        }
        case WRITE -> {
          trail.add(stage.number + " writes " + stage.number + "." + stage.written++);
          return CLOSED;
        }
        case UNREAD -> {
          stage.unread.push("own " + stage.number);
          stage.unread.push(stage.lastRead);
        }
        case FAIL -> {
          if (handler(stage) < 0) {
            return "failure of " + stage.number;
          }
          stage.place = handler(stage);
          trail.add(stage.number + " handles failure of " + stage.number);
        }
        case RETURN -> {
          return null;
        }
        case TRY, END_TRY -> {}
      }
    }
    return null;
  }
}
