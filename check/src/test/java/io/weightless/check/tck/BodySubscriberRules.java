package io.weightless.check.tck;

import io.weightless.channel.ChannelFailed;
import io.weightless.http.Body;
import io.weightless.http.IncomingBody;
import io.weightless.http.client.Bodies;
import io.weightless.net.FileSource;
import io.weightless.scope.Scope;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/// What the subscriber must do that a request's body is while it is sent.
public final class BodySubscriberRules extends FlowSubscriberBlackboxVerification<ByteBuffer> {
  private final Loop loop;

  BodySubscriberRules(Loop loop, TestEnvironment environment) {
    super(environment);
    this.loop = loop;
  }

  /// The one that comes when the body is written.
  @Override
  public Flow.Subscriber<ByteBuffer> createFlowSubscriber() {
    return Objects.requireNonNull(loop.make(BodySubscriberRules::writing).join());
  }

  private static CompletableFuture<Flow.Subscriber<ByteBuffer>> writing(Scope scope) {
    CompletableFuture<Flow.Subscriber<ByteBuffer>> came = new CompletableFuture<>();
    @SuppressWarnings("unchecked") // it takes what is a buffer
    Flow.Publisher<ByteBuffer> publisher =
        subscriber -> came.complete((Flow.Subscriber<ByteBuffer>) subscriber);
    Body.Streamed body = (Body.Streamed) Bodies.from(publisher, IncomingBody.UNKNOWN);
    scope.start("body", () -> write(body));
    return came;
  }

  private static void write(Body.Streamed body) throws Exception {
    try {
      body.writer().writeTo(new Drain());
    } catch (ChannelFailed failed) {
      // as the kit wants it
    }
  }

  @Override
  public ByteBuffer createElement(int element) {
    return ByteBuffer.allocate(4).putInt(element).flip();
  }

  /// Takes everything at once.
  private static final class Drain implements Body.Sink {
    @Override
    public void write(ByteBuffer... sources) {
      for (ByteBuffer source : sources) {
        source.position(source.limit());
      }
    }

    @Override
    public void send(FileSource file, long position, long count) {
      throw new UnsupportedOperationException("a publisher has no files");
    }
  }
}
