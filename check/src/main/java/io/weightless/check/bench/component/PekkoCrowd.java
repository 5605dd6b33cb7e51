package io.weightless.check.bench.component;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;

/// Actors of Pekko's, all below one, that wait for a message.
final class PekkoCrowd implements Crowd {
  private final ActorSystem system = Pekko.start();

  @Override
  public void hold(int count, Runnable whenAllWait) throws InterruptedException {
    var started = new CountDownLatch(count);
    var ended = new CompletableFuture<Boolean>();
    ActorRef parent =
        system.actorOf(Props.create(Parent.class, () -> new Parent(count, started, ended)));
    started.await();
    whenAllWait.run();
    system.stop(parent);
    ended.join();
  }

  @Override
  public void close() {
    Pekko.end(system);
  }

  private static final class Parent extends AbstractActor {
    private final int count;
    private final CountDownLatch started;
    private final CompletableFuture<Boolean> ended;

    Parent(int count, CountDownLatch started, CompletableFuture<Boolean> ended) {
      this.count = count;
      this.started = started;
      this.ended = ended;
    }

    @Override
    public void preStart() {
      Props props = Props.create(Waiter.class, () -> new Waiter(started));
      for (int i = 0; i < count; i++) {
        getContext().actorOf(props);
      }
    }

    @Override
    public void postStop() {
      ended.complete(true);
    }

    @Override
    public Receive createReceive() {
      return emptyBehavior();
    }
  }

  private static final class Waiter extends AbstractActor {
    private final CountDownLatch started;

    Waiter(CountDownLatch started) {
      this.started = started;
    }

    @Override
    public void preStart() {
      started.countDown();
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(Integer.class, value -> getSender().tell(value, getSelf()))
          .build();
    }
  }
}
