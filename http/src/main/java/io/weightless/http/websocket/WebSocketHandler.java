package io.weightless.http.websocket;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.websocket.internal.CloseCodes;
import io.weightless.http.websocket.internal.Deflate;
import io.weightless.http.websocket.internal.Violation;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Answers the opening handshake of clients that want a [WebSocket], and refuses others.
///
/// ```java
/// Handler chat = WebSocketHandler.of(socket -> room.join(socket)).speaking("chat");
/// ```
public final class WebSocketHandler implements Handler {
  private static final System.Logger LOG = System.getLogger("io.weightless.http");

  /// What is done with one.
  @FunctionalInterface
  public interface Conversation {
    /// Uses `socket`, in the task of its connection; when it returns, the socket is closed. If it
    /// throws something else than an `IOException`, the peer is told of an internal error, and the
    /// log of what it was.
    void hold(WebSocket socket) throws Exception;
  }

  private final Conversation conversation;
  private final WebSocketLimits limits;
  private final Origins origins;
  private final List<String> protocols;
  private final DeflatePolicy policy;

  private WebSocketHandler(
      Conversation conversation,
      WebSocketLimits limits,
      Origins origins,
      List<String> protocols,
      DeflatePolicy policy) {
    this.conversation = conversation;
    this.limits = limits;
    this.origins = origins;
    this.protocols = protocols;
    this.policy = policy;
  }

  /// One for pages of this host, and for clients that are no browsers.
  public static WebSocketHandler of(Conversation conversation) {
    return new WebSocketHandler(
        conversation, WebSocketLimits.DEFAULT, Origins.SAME, List.of(), DeflatePolicy.NONE);
  }

  /// The same within other limits.
  public WebSocketHandler within(WebSocketLimits others) {
    return new WebSocketHandler(conversation, others, origins, protocols, policy);
  }

  /// The same for pages of other hosts, too.
  public WebSocketHandler from(Origins others) {
    return new WebSocketHandler(conversation, limits, others, protocols, policy);
  }

  /// The same with subprotocols: of those, the one that the client likes best is spoken; none, if
  /// it knows none of them.
  public WebSocketHandler speaking(String... names) {
    return new WebSocketHandler(conversation, limits, origins, List.of(names), policy);
  }

  /// The same with compression for clients that offer it.
  public WebSocketHandler compressing(DeflatePolicy other) {
    return new WebSocketHandler(conversation, limits, origins, protocols, other);
  }

  @Override
  public Response handle(Request request) {
    Response refusal = Handshake.refusal(request, origins);
    if (refusal != null) {
      return refusal;
    }
    try {
      return accepted(request, Deflate.accept(request.headers().all(Handshake.EXTENSIONS), policy));
    } catch (Violation malformed) {
      return Handshake.bad(String.valueOf(malformed.getMessage()));
    }
  }

  private Response accepted(Request request, Deflate.@Nullable Agreement agreement) {
    String protocol = Handshake.protocol(request, protocols);
    Headers headers =
        Headers.of("Upgrade", "websocket", Handshake.ACCEPT, Handshake.accept(request));
    if (protocol != null) {
      headers = headers.with(Handshake.PROTOCOL, protocol);
    }
    if (agreement != null) {
      headers = headers.with(Handshake.EXTENSIONS, agreement.field());
    }
    Deflate deflate = agreement == null ? null : agreement.deflate();
    Terms terms = new Terms(true, limits, protocol, deflate, policy);
    return new Response(
        Status.SWITCHING_PROTOCOLS, headers, new Body.Tunnel(line -> converse(line, terms)));
  }

  private void converse(Body.Line line, Terms terms) {
    WebSocket socket = new WebSocket(line, terms);
    line.whenDraining(() -> leave(socket));
    CloseReason reason = new CloseReason(CloseCodes.INTERNAL_ERROR);
    try {
      conversation.hold(socket);
      reason = CloseReason.NORMAL;
    } catch (IOException gone) {
      reason = CloseReason.NORMAL;
    } catch (Exception failure) {
      LOG.log(Level.ERROR, "a conversation with " + line.remote() + " failed", failure);
    } finally {
      socket.close(reason);
    }
  }

  /// Whoever drains must not wait.
  private static void leave(WebSocket socket) {
    try {
      Common.here().tasks().execute(() -> socket.close(CloseReason.GOING_AWAY));
    } catch (RejectedExecutionException _) {
      // The reactor closes it.
    }
  }
}
