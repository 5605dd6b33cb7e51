package io.weightless.http.admin;

import io.weightless.reactor.Clock;
import java.util.concurrent.CompletableFuture;

/// A question on its way to a watched reactor, and back.
final class Asking<T> implements Runnable {
  /// What the turn that it takes there is called.
  static final String NAME = "posted work " + Asking.class.getName();

  private final Question<T> question;
  private final Lens lens;
  private final CompletableFuture<Answer<T>> reply = new CompletableFuture<>();

  /// How long the answer held the reactor; to be read when it is there.
  private long nanos;

  Asking(Question<T> question, Lens lens) {
    this.question = question;
    this.lens = lens;
  }

  /// It never fails.
  CompletableFuture<Answer<T>> reply() {
    return reply;
  }

  long nanos() {
    return nanos;
  }

  /// Puts it; what is refused is answered at once.
  void put() {
    try {
      lens.reactor().post(this);
    } catch (IllegalStateException refused) {
      reply.complete(Answer.none(String.valueOf(refused.getMessage())));
    }
  }

  /// On the watched reactor, which is not to suffer from it.
  @Override
  public void run() {
    Clock clock = lens.reactor().clock();
    long began = clock.nanos();
    Answer<T> answer;
    try {
      answer = Answer.of(question.answer(lens));
    } catch (RuntimeException | Error failure) {
      answer = Answer.none("it failed to answer: " + failure);
    }
    nanos = clock.nanos() - began;
    reply.complete(answer);
  }
}
