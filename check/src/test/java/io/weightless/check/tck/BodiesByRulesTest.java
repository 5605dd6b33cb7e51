package io.weightless.check.tck;

import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Status;
import io.weightless.http.client.Bodies;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.testkit.OneEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The technology compatibility kit of Reactive Streams, for the bodies of a client.
@OneEngine
final class BodiesByRulesTest {
  @TestFactory
  Stream<DynamicTest> theBodyOfAResponseIsAPublisher() {
    return Kit.tests(
        (loop, environment) ->
            new PublisherRules<ByteBuffer>(
                loop,
                environment,
                (scope, parts) -> Bodies.publisher(scope, response(new Parts(parts, null))),
                (scope, _) ->
                    Bodies.publisher(scope, response(new Parts(0, new IOException("cut"))))),
        PublisherRules.class,
        ReactiveStreamsTest.FOR_MANY);
  }

  @TestFactory
  Stream<DynamicTest> theBodyOfARequestIsASubscriber() {
    return Kit.tests(BodySubscriberRules::new, BodySubscriberRules.class, Set.of());
  }

  private static ClientResponse response(IncomingBody body) {
    ClientRequest request = ClientRequest.get("http://a.test/");
    return ClientResponse.of(request, Status.OK, Headers.EMPTY, body, () -> {});
  }

  /// So many parts of a byte, and then the end or a failure.
  private static final class Parts implements IncomingBody {
    private final ByteBuffer lent = ByteBuffer.allocate(1);
    private final IOException failure;
    private long left;

    Parts(long parts, IOException failure) {
      this.left = parts;
      this.failure = failure;
    }

    @Override
    public ByteBuffer read() throws IOException {
      if (left == 0 && failure != null) {
        throw failure;
      }
      return left-- > 0 ? lent.clear() : lent.limit(0);
    }

    @Override
    public long length() {
      return UNKNOWN;
    }
  }
}
