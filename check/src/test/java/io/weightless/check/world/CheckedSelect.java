package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.weightless.channel.ChannelClosed;
import io.weightless.channel.ChannelFailed;
import io.weightless.channel.Clause;
import io.weightless.channel.Select;
import io.weightless.check.world.Expected.How;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.sync.NoSuspend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A select beside the rules. Which of those that are ready it takes is chance; that it takes one
/// of them, and what happens then, is not.
final class CheckedSelect {
  /// One thing that is waited for.
  sealed interface Way {}

  /// @param toldOfEnd whether the end of the channel is a result, and not a failure
  record Receiving(CheckedChannel from, boolean toldOfEnd) implements Way {}

  record Sending(CheckedChannel to, Value value) implements Way {}

  record Waiting(Duration time) implements Way {}

  record Ending(Actor of) implements Way {}

  record Otherwise() implements Way {}

  /// What a clause gives: which one it was, and what it received.
  private record Won(int clause, @Nullable Value value) {}

  private final List<Way> ways;
  private final boolean inOrder;

  CheckedSelect(List<Way> ways, boolean inOrder) {
    this.ways = ways;
    this.inOrder = inOrder;
  }

  /// @return the clause that was taken
  int run(Actor me) {
    Expected expected = me.begin();
    List<Integer> ready = ready();
    if (!expected.isPending()) {
      return cancelled();
    }
    if (!ready.isEmpty()) {
      return takeNow(ready);
    }
    int otherwise = ways.indexOf(new Otherwise());
    if (otherwise >= 0) {
      assertThat(NoSuspend.noSuspend(this::select).clause).as("otherwise").isEqualTo(otherwise);
      return otherwise;
    }
    return await(expected);
  }

  private int cancelled() {
    select();
    return fail("a cancelled task can't select");
  }

  /// It does not wait, so what it did is done to the rules afterwards.
  private int takeNow(List<Integer> ready) {
    Won won;
    try {
      won = NoSuspend.noSuspend(this::select);
    } catch (ChannelClosed | ChannelFailed refused) {
      return refusedNow(ready, refused);
    } catch (CancellationException ended) {
      assertThat(ready).as("an end that is told of").anyMatch(i -> ways.get(i) instanceof Ending);
      return -1;
    }
    assertThat(ready).as("who may win at once, of %s", ways).contains(won.clause);
    if (inOrder) {
      assertThat(won.clause).as("the first in order").isEqualTo(ready.getFirst());
    }
    switch (ways.get(won.clause)) {
      case Receiving(CheckedChannel from, _) ->
          assertThat(won.value)
              .as("what a select receives")
              .isEqualTo(from.rules.isOver() ? null : from.rules.take());
      case Sending(CheckedChannel to, Value value) -> to.rules.put(value);
      case Ending _, Waiting _, Otherwise _ -> {}
    }
    return won.clause;
  }

  private int refusedNow(List<Integer> ready, RuntimeException refused) {
    for (int i : ready) {
      CheckedChannel channel =
          switch (ways.get(i)) {
            case Receiving(CheckedChannel from, boolean told) when from.rules.isOver() && !told ->
                from;
            case Receiving(CheckedChannel from, _) when from.rules.failure() != null -> from;
            case Sending(CheckedChannel to, _) when to.rules.isEnded() -> to;
            case Receiving _, Sending _, Ending _, Waiting _, Otherwise _ -> null;
          };
      if (channel != null && refused.getCause() == channel.rules.failure()) {
        return i;
      }
    }
    return fail("no clause could be refused like this, of " + ways, refused);
  }

  private int await(Expected expected) {
    List<Timer> marks = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      int clause = i;
      switch (ways.get(i)) {
        case Receiving(CheckedChannel from, _) -> from.rules.joinReceivers(expected, i);
        case Sending(CheckedChannel to, Value value) -> to.rules.joinSenders(expected, i, value);
        case Waiting(Duration time) ->
            marks.add(
                Reactor.current().after(time, () -> expected.settleUnlessLate(How.TIME, clause)));
        case Ending(Actor of) ->
            of.watchEnd(expected, () -> expected.settleUnlessLate(How.TASK_ENDED, clause));
        case Otherwise _ -> fail("it would not wait");
      }
    }
    try {
      Won won = select();
      expected.check(howOf(won), won.clause, won.value);
      return won.clause;
    } catch (ChannelClosed | ChannelFailed refused) {
      expected.check(How.REFUSED);
      channelOf(ways.get(expected.clause())).check(refused);
      return expected.clause();
    } catch (CancellationException ended) {
      expected.check(How.TASK_ENDED);
      return expected.clause();
    } catch (Cancelled cancelled) {
      expected.check(How.CANCELLED);
      throw cancelled;
    } finally {
      marks.forEach(Timer::cancel);
    }
  }

  private How howOf(Won won) {
    return switch (ways.get(won.clause)) {
      case Receiving _ -> won.value == null ? How.REFUSED : How.RECEIVED;
      case Sending _ -> How.SENT;
      case Waiting _ -> How.TIME;
      case Ending _ -> How.TASK_ENDED;
      case Otherwise _ -> How.PENDING;
    };
  }

  private static CheckedChannel channelOf(Way way) {
    return switch (way) {
      case Receiving(CheckedChannel from, _) -> from;
      case Sending(CheckedChannel to, _) -> to;
      case Waiting _, Ending _, Otherwise _ -> fail("no channel refuses in " + way);
    };
  }

  private List<Integer> ready() {
    List<Integer> ready = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      boolean isReady =
          switch (ways.get(i)) {
            case Receiving(CheckedChannel from, _) -> from.rules.canReceive();
            case Sending(CheckedChannel to, _) -> to.rules.canSend();
            case Ending(Actor of) -> of.hasEnded();
            case Waiting _, Otherwise _ -> false;
          };
      if (isReady) {
        ready.add(i);
      }
    }
    return ready;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of clauses of one type
  private Won select() {
    Clause<Won>[] clauses = new Clause[ways.size()];
    for (int i = 0; i < clauses.length; i++) {
      clauses[i] = clause(i);
    }
    return inOrder ? Select.inOrder(clauses) : Select.first(clauses);
  }

  private Clause<Won> clause(int i) {
    Won end = new Won(i, null);
    return switch (ways.get(i)) {
      case Receiving(CheckedChannel from, boolean toldOfEnd) ->
          toldOfEnd
              ? Select.receive(from.channel, value -> new Won(i, value), () -> end)
              : Select.receive(from.channel, value -> new Won(i, value));
      case Sending(CheckedChannel to, Value value) -> Select.send(to.channel, value, () -> end);
      case Waiting(Duration time) -> Select.after(time, () -> end);
      case Ending(Actor of) -> Select.ended(of.task(), _ -> end);
      case Otherwise _ -> Select.otherwise(end);
    };
  }
}
