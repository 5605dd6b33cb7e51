package io.weightless.check.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.check.story.Answer;
import io.weightless.check.story.Answers;
import io.weightless.net.Stream;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One connection of a client: rounds of requests that are sent together, and read as they come.
final class Conversation {
  /// What a client does beside.
  enum Manner {
    GOOD,

    /// Reads a bit now and then.
    SLOW,

    /// Says that it has sent all, and reads on.
    HALF_CLOSED,

    /// Resets the connection at any time.
    VANISHES,

    /// Closes it at any time, whatever is still to be read.
    HANGS_UP,

    /// Stops for long in the middle of what it sends.
    STALLS
  }

  private static final Set<Integer> REFUSALS = Set.of(400, 408, 413, 431, 503);
  private static final Duration STALL = Duration.ofSeconds(4);

  private final Ledger ledger;
  private final Manner manner;
  private final boolean isStrict;
  private final Stream stream;
  private final Answers answers;

  /// @param isStrict whether all has to be answered
  Conversation(Ledger ledger, Manner manner, boolean isStrict, Stream stream) {
    this.ledger = ledger;
    this.manner = manner;
    this.isStrict = isStrict;
    this.stream = stream;
    int pause = manner == Manner.SLOW ? 200 : 0;
    answers = new Answers(new BufferedInputStream(new StreamInput(stream, pause), 1_000));
  }

  void run() {
    boolean goesOn = true;
    for (int rounds = Choice.between(1, 4); goesOn && rounds > 0; rounds--) {
      List<Ask> asks = asks();
      goesOn = round(asks, rounds == 1) == asks.size() && !asks.getLast().isLast();
    }
  }

  private List<Ask> asks() {
    List<Ask> asks = new ArrayList<>();
    for (int left = Choice.between(1, 5); left > 0; left--) {
      asks.add(ask(left == 1));
      if (asks.getLast().isLast()) {
        break;
      }
    }
    return asks;
  }

  private Ask ask(boolean isLast) {
    Ask ask = ledger.ask(!isStrict || isLast);
    while (isStrict && ask.isReset()) { // and a reset overtakes the answers before it
      ask = ledger.ask(true);
    }
    return ask;
  }

  /// @return how many were answered
  private int round(List<Ask> asks, boolean isLastRound) {
    return Scope.run(scope -> {
      Task<?> writer = scope.start("writer", () -> write(asks, isLastRound));
      if (manner == Manner.VANISHES || manner == Manner.HANGS_UP) {
        scope.start("end", this::end);
      }
      int answered = 0;
      while (answered < asks.size() && read(asks.get(answered), asks, answered)) {
        answered++;
      }
      if (isStrict && answered < asks.size() && !asks.get(answered).isCutShort()) {
        throw new AssertionError("no answer to " + asks.get(answered) + " of " + asks);
      }
      if (answered == asks.size()) {
        writer.await(); // some is answered before it has been sent to its end
      }
      scope.cancel("the round is over");
      return answered;
    });
  }

  private void end() {
    Task.sleep(Choice.upTo(50));
    if (manner == Manner.VANISHES) {
      stream.reset();
    } else {
      stream.close();
    }
  }

  private void write(List<Ask> asks, boolean isLastRound) {
    StringBuilder all = new StringBuilder();
    asks.forEach(ask -> all.append(ask.text()));
    byte[] bytes = all.toString().getBytes(ISO_8859_1);
    int stall = manner == Manner.STALLS ? Choice.between(0, bytes.length) : -1;
    try {
      for (int at = 0; at < bytes.length; ) {
        int end = Math.min(bytes.length, at + pieceLength());
        stream.write(ByteBuffer.wrap(bytes, at, end - at));
        if (at <= stall && stall < end) {
          Task.sleep(STALL);
        }
        at = end;
      }
      if (manner == Manner.HALF_CLOSED && isLastRound) {
        stream.closeOutput();
      }
    } catch (IOException gone) {
      // who reads sees it too
    }
  }

  private static int pieceLength() {
    return Choice.oneOf(3) ? Choice.between(1, 100) : Choice.between(1_000, 50_000);
  }

  /// @return whether the connection goes on behind it
  private boolean read(Ask ask, List<Ask> asks, int index) {
    Answer answer = null;
    boolean hasEnded = false;
    try {
      answer = answers.next(ask.isHead());
      hasEnded = answer == null;
    } catch (IOException end) {
      hasEnded = true;
    }
    if (answer == null || hasEnded) {
      return false;
    }
    String what = "to " + ask + " of " + asks + " came " + brief(answer);
    boolean isRight = isTheAnswer(ask, answer);
    if (!isRight && !isRefusal(answer)) {
      throw new AssertionError(what);
    }
    if (answer.isWhole() && !ask.isLast() && !saysClose(answer)) {
      return true;
    }
    if (isRight || !ask.isHead()) { // a refusal does not know that it is to a HEAD
      expectEnd(what);
    }
    return isRight && answer.isWhole() && index == asks.size() - 1;
  }

  private boolean isTheAnswer(Ask ask, Answer answer) {
    String id = answer.fields().get("x-id");
    int status = answer.status();
    boolean isFailure = status == 500 && id == null;
    return switch (ask.kind()) {
      case FAILED -> isFailure;
      case REFUSED, GARBAGE -> status == 400 && id == null;
      case CUT, SHORT -> isFailure || isHandled(ask, answer); // nothing may have been sent yet
      case PLAIN, SIZED, STREAMED, ECHO, UNREAD -> isHandled(ask, answer);
    };
  }

  private boolean isHandled(Ask ask, Answer answer) {
    if (answer.status() != 200 || !Integer.toString(ask.id()).equals(answer.fields().get("x-id"))) {
      return false;
    }
    if (ledger.handled(ask.id()) != 1) {
      throw new AssertionError("handled " + ledger.handled(ask.id()) + " times: " + ask);
    }
    return hasItsBody(ask, answer);
  }

  private boolean hasItsBody(Ask ask, Answer answer) {
    if (ask.isHead()) {
      return answer.text().isEmpty();
    }
    String body = ask.body();
    if (ask.isCutShort()) {
      return !answer.isWhole() && body.startsWith(answer.text());
    }
    return answer.isWhole()
        ? body.equals(answer.text())
        : !isStrict && body.startsWith(answer.text());
  }

  /// In place of an answer; where all is in order nobody is refused.
  private boolean isRefusal(Answer answer) {
    return !isStrict && REFUSALS.contains(answer.status()) && answer.fields().get("x-id") == null;
  }

  private static boolean saysClose(Answer answer) {
    return "close".equals(answer.fields().get("connection"));
  }

  private void expectEnd(String what) {
    try {
      Answer more = answers.next(false);
      if (more != null) {
        throw new AssertionError(what + "; and then, behind the end, " + brief(more));
      }
    } catch (IOException end) {
      // an end, too
    }
  }

  private static String brief(@Nullable Answer answer) {
    if (answer == null) {
      return "nothing";
    }
    String text = answer.text();
    return new Answer(
            answer.status(),
            answer.fields(),
            text.substring(0, Math.min(100, text.length())).replace("\r\n", "|"),
            answer.isWhole())
        + " ("
        + text.length()
        + " bytes)";
  }
}
