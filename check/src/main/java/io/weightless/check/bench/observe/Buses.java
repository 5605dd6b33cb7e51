package io.weightless.check.bench.observe;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import io.weightless.coroutine.Program;
import org.jspecify.annotations.Nullable;

/// Guava's: a bus for each hop, and each has a subscriber that posts to the next. An answer is
/// written into the event, and for programs it has nothing of its own.
final class Buses implements Numbers {
  private final EventBus first;

  private Buses(EventBus first) {
    this.first = first;
  }

  static Chain chain(int hops) {
    Leaf leaf = new Leaf();
    EventBus first = new EventBus();
    EventBus last = first;
    for (int i = 0; i < hops; i++) {
      EventBus next = new EventBus();
      last.register(new Posting(next));
      last = next;
    }
    last.register(new Answering(leaf));
    return new Chain(new Buses(first), leaf);
  }

  @Override
  public long more(long number) {
    Question question = new Question(number);
    first.post(question);
    return question.answer;
  }

  @Override
  public void add(long number) {
    first.post(new Addition(number));
  }

  @Override
  public Program<Object, Object, Long> asking(long number) {
    return _ -> more(number);
  }

  @Override
  public Program<Object, Object, @Nullable Object> adding(long number) {
    return _ -> {
      add(number);
      return null;
    };
  }

  private static final class Question {
    private final long number;
    private long answer;

    private Question(long number) {
      this.number = number;
    }
  }

  private record Addition(long number) {}

  /// Concurrent events are allowed, or each would take a lock.
  private record Posting(EventBus next) {
    @Subscribe
    @AllowConcurrentEvents
    public void on(Question question) {
      next.post(question);
    }

    @Subscribe
    @AllowConcurrentEvents
    public void on(Addition addition) {
      next.post(addition);
    }
  }

  private record Answering(Leaf leaf) {
    @Subscribe
    @AllowConcurrentEvents
    public void on(Question question) {
      question.answer = leaf.more(question.number);
    }

    @Subscribe
    @AllowConcurrentEvents
    public void on(Addition addition) {
      leaf.add(addition.number);
    }
  }
}
