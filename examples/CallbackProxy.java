import io.weightless.net.Address;
import io.weightless.protocol.Protocol;
import io.weightless.protocol.ProtocolServer;
import io.weightless.protocol.Protocols;
import io.weightless.protocol.Transport;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A proxy in callbacks: `./weightless run examples/CallbackProxy.java 127.0.0.1:7000
/// 127.0.0.1:7001` hands on to the second address whatever comes to the first, and back.
///
/// Each end is the other one's producer: when one reads slowly, the other is not read from. As a
/// task it is the two lines of `docs/guide/9-streams.md`, "Handing on".
public final class CallbackProxy {
  private CallbackProxy() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: CallbackProxy LISTEN TARGET, as 127.0.0.1:7000 127.0.0.1:7001");
      return;
    }
    Address wanted = Address.parse(arguments[0]);
    Address target = Address.parse(arguments[1]);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.<@Nullable Void, IOException>collect(scope -> {
            ProtocolServer server =
                ProtocolServer.listen(scope, wanted, client -> new Front(scope, target));
            System.out.println("proxy on " + server.address());
            return null;
          }));
    }
  }

  /// One end of a pair.
  private abstract static class End implements Protocol {
    private @Nullable Transport here;
    private @Nullable End other;

    /// Each is read from as fast as the other one takes it. One that is lost by now stops its
    /// producer at once, which is the other one.
    static void join(End front, End back) {
      front.other = back;
      back.other = front;
      front.transport().registerProducer(back.transport());
      back.transport().registerProducer(front.transport());
    }

    final Transport transport() {
      if (here == null) {
        throw new IllegalStateException("not connected yet");
      }
      return here;
    }

    @Override
    public void connected(Transport transport) {
      here = transport;
    }

    @Override
    public void received(ByteBuffer bytes) {
      if (other != null) {
        other.transport().write(bytes);
      }
    }

    /// The other direction goes on.
    @Override
    public boolean inputEnded() {
      if (other != null) {
        other.transport().unregisterProducer();
        other.transport().closeOutput();
      }
      return true;
    }

    /// What is lost in good order has handed on everything, and its end: see [#inputEnded].
    @Override
    public void lost(@Nullable IOException reason) {
      if (other != null && reason != null) {
        other.transport().abort();
      }
    }
  }

  /// The end that a client connects to: it is not read from before the other end is there.
  private static final class Front extends End {
    private final Scope scope;
    private final Address target;

    Front(Scope scope, Address target) {
      this.scope = scope;
      this.target = target;
    }

    @Override
    public void connected(Transport transport) {
      super.connected(transport);
      transport.pauseProducing();
      Protocols.connect(scope, target, new Back(this));
    }
  }

  private static final class Back extends End {
    private final Front front;

    Back(Front front) {
      this.front = front;
    }

    @Override
    public void connected(Transport transport) {
      super.connected(transport);
      join(front, this);
      front.transport().resumeProducing();
    }

    /// Perhaps without having been connected.
    @Override
    public void lost(@Nullable IOException reason) {
      if (reason != null) {
        front.transport().abort();
      }
    }
  }
}
