package io.weightless.check.bench.channel;

import io.weightless.channel.Channel;
import io.weightless.channel.Mailbox;
import io.weightless.channel.Select;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Ours: channels between the tasks of a reactor, and mailboxes between two reactors, each on a
/// thread of its own.
final class ReactorHandOver implements HandOver {
  private final Reactor reactor = Reactor.open();
  private final Reactor other = Reactor.open();
  private final Threads threads = Threads.platform();

  @Override
  public void roundTrips(int times, Tally tally) {
    run(() -> Conduit.roundTrips(rendezvous(), rendezvous(), times, tally));
  }

  @Override
  public void stream(int values, Tally tally) {
    run(() -> Conduit.stream(new Line(Channel.buffered(CAPACITY)), values, tally));
  }

  @Override
  public void select(int values, Tally tally) {
    run(() -> {
      List<Line> lines = Stream.generate(ReactorHandOver::rendezvous).limit(SENDERS).toList();
      List<Conduit.Body> bodies = new ArrayList<>();
      bodies.add(() -> receiveAny(lines, values, tally));
      for (int i = 0; i < SENDERS; i++) {
        int first = i;
        bodies.add(() -> Conduit.send(lines.get(first), first, SENDERS, values));
      }
      return bodies;
    });
  }

  private static void receiveAny(List<Line> lines, int values, Tally tally) {
    for (int i = 0; i < values; i++) {
      int value =
          Select.first(
              Select.receive(lines.get(0).channel),
              Select.receive(lines.get(1).channel),
              Select.receive(lines.get(2).channel),
              Select.receive(lines.get(3).channel));
      tally.add(value);
    }
  }

  @Override
  public void streamAcross(int values, Tally tally) throws InterruptedException {
    var there = new CompletableFuture<Conduit>();
    threads.run(
        List.of(
            () -> reactor.run(() -> Conduit.send(there.join(), 0, 1, values)),
            () -> other.run(() -> Conduit.receive(boxAt(there), values, tally))));
  }

  @Override
  public void roundTripsAcross(int times, Tally tally) throws InterruptedException {
    var there = new CompletableFuture<Conduit>();
    var back = new CompletableFuture<Conduit>();
    threads.run(
        List.of(
            () -> reactor.run(() -> askAcross(there, back, times, tally)),
            () -> other.run(() -> answerAcross(there, back, times))));
  }

  private static void askAcross(
      CompletableFuture<Conduit> there, CompletableFuture<Conduit> back, int times, Tally tally)
      throws InterruptedException {
    Conduit mine = boxAt(back);
    Conduit.ask(there.join(), mine, times, tally);
  }

  private static void answerAcross(
      CompletableFuture<Conduit> there, CompletableFuture<Conduit> back, int times)
      throws InterruptedException {
    Conduit mine = boxAt(there);
    Conduit.answer(mine, back.join(), times);
  }

  /// A mailbox of the calling task's reactor, under an address that the other one knows.
  private static Conduit boxAt(CompletableFuture<Conduit> address) {
    var box = new Box(Mailbox.buffered(CAPACITY));
    address.complete(box);
    return box;
  }

  /// @param bodies asked for in a task, since channels are made there
  private void run(Supplier<List<Conduit.Body>> bodies) {
    reactor.run(() -> Scope.join(scope -> start(scope, bodies.get())));
  }

  private static void start(Scope scope, List<Conduit.Body> bodies) {
    for (Conduit.Body body : bodies) {
      scope.start("hand over", body::run);
    }
  }

  private static Line rendezvous() {
    return new Line(Channel.rendezvous());
  }

  @Override
  public void close() {
    reactor.close();
    other.close();
  }

  private record Line(Channel<Integer> channel) implements Conduit {
    @Override
    public void put(Integer value) {
      channel.send(value);
    }

    @Override
    public Integer take() {
      return channel.receive();
    }
  }

  private record Box(Mailbox<Integer> mailbox) implements Conduit {
    @Override
    public void put(Integer value) {
      mailbox.send(value);
    }

    @Override
    public Integer take() {
      return mailbox.receive();
    }
  }
}
