package io.weightless.check.bench.channel;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// jox's channels between the JDK's virtual threads.
final class JoxHandOver implements HandOver {
  private final Threads threads = Threads.virtual();

  @Override
  public void roundTrips(int times, Tally tally) throws InterruptedException {
    threads.run(Conduit.roundTrips(rendezvous(), rendezvous(), times, tally));
  }

  @Override
  public void stream(int values, Tally tally) throws InterruptedException {
    threads.run(Conduit.stream(buffered(), values, tally));
  }

  @Override
  public void select(int values, Tally tally) throws InterruptedException {
    List<Line> lines = Stream.generate(JoxHandOver::rendezvous).limit(SENDERS).toList();
    List<Conduit.Body> bodies = new ArrayList<>();
    bodies.add(() -> receiveAny(lines, values, tally));
    for (int i = 0; i < SENDERS; i++) {
      int first = i;
      bodies.add(() -> Conduit.send(lines.get(first), first, SENDERS, values));
    }
    threads.run(bodies);
  }

  @SuppressWarnings("unchecked") // an array of clauses
  private static void receiveAny(List<Line> lines, int values, Tally tally)
      throws InterruptedException {
    for (int i = 0; i < values; i++) {
      Integer value =
          Select.select(
              lines.get(0).channel.receiveClause(),
              lines.get(1).channel.receiveClause(),
              lines.get(2).channel.receiveClause(),
              lines.get(3).channel.receiveClause());
      tally.add(value);
    }
  }

  @Override
  public void streamAcross(int values, Tally tally) throws InterruptedException {
    stream(values, tally);
  }

  @Override
  public void roundTripsAcross(int times, Tally tally) throws InterruptedException {
    threads.run(Conduit.roundTrips(buffered(), buffered(), times, tally));
  }

  private static Line rendezvous() {
    return new Line(Channel.newRendezvousChannel());
  }

  private static Line buffered() {
    return new Line(Channel.newBufferedChannel(CAPACITY));
  }

  private record Line(Channel<Integer> channel) implements Conduit {
    @Override
    public void put(Integer value) throws InterruptedException {
      channel.send(value);
    }

    @Override
    public Integer take() throws InterruptedException {
      return channel.receive();
    }
  }
}
