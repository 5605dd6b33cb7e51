package io.weightless.check.world;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weightless.http.websocket.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A connection to a room: what it says there, and what it has to hear. Its lines are numbered, for
/// each task that speaks, and each can be told from all others by every part of it.
final class Guest {
  static final int SPEAKERS = 2;

  /// How often a line repeats itself.
  private static final int[] LENGTHS = {1, 1, 5, 40, 200, 2_000};

  private final Gossip gossip;
  private final int number;

  /// Of each speaker, how many lines it began to say.
  private final int[] said = new int[SPEAKERS];

  /// Lines that nobody has to hear: there was no time to send them.
  private final Set<Message> givenUp = new HashSet<>();

  /// Of each speaker, how many lines came to the room, or were given up before one that did.
  private final int[] arrived = new int[SPEAKERS];

  /// What was told while it was in the room.
  private final List<Message> due = new ArrayList<>();

  private int heard;

  Guest(Gossip gossip, int number) {
    this.gossip = gossip;
    this.number = number;
  }

  int number() {
    return number;
  }

  /// The next one.
  Message line(int speaker) {
    return line(speaker, said[speaker]++);
  }

  private Message line(int speaker, int index) {
    int length = LENGTHS[(number + 5 * speaker + 7 * index) % LENGTHS.length];
    String text = (number + " " + speaker + " " + index + ";").repeat(length);
    return index % 2 == 0 ? Message.text(text) : Message.binary(text.getBytes(US_ASCII));
  }

  /// It may have been sent all the same.
  void givesUp(Message line) {
    givenUp.add(line);
  }

  /// In the room: the next line of one of its speakers, as it was said.
  void arrives(Message message) {
    for (int speaker = 0; speaker < SPEAKERS; speaker++) {
      for (int next = arrived[speaker]; next <= firstDue(speaker) && next < said[speaker]; next++) {
        if (message.equals(line(speaker, next))) {
          arrived[speaker] = next + 1;
          return;
        }
      }
    }
    gossip.wrong(this + " did not say this next: " + start(message));
  }

  /// The next line that was not given up.
  private int firstDue(int speaker) {
    int next = arrived[speaker];
    while (next < said[speaker] && givenUp.contains(line(speaker, next))) {
      next++;
    }
    return next;
  }

  /// It is in the room while this is told.
  void isTold(Message message) {
    due.add(message);
  }

  /// At its end: the next of all that it was told.
  void hears(Message message) {
    boolean isNext = heard < due.size() && message.equals(due.get(heard));
    gossip.that(isNext, this + " was not told this next: " + start(message));
    heard++;
  }

  boolean hasHeardAll() {
    return heard == due.size();
  }

  boolean hasSaidAll() {
    return firstDue(0) == said[0] && firstDue(1) == said[1];
  }

  private static String start(Message message) {
    String text = message.text();
    return message + ", " + text.substring(0, Math.min(20, text.length()));
  }

  @Override
  public String toString() {
    return "guest " + number + ", who heard " + heard + " of " + due.size();
  }
}
