package io.weightless.http;

import io.weightless.http.internal.wire.Target;
import io.weightless.net.Address;
import org.jspecify.annotations.Nullable;

/// What a client asks for. All but the body may be kept for as long as one likes.
public final class Request {
  private static final Peer NOBODY = Peer.plain(new Address("0.0.0.0", 0));
  private static final Attribute<String> PREFIX = new Attribute<>("prefix");

  private final Method method;
  private final String target;
  private final Version version;
  private final Headers headers;
  private final IncomingBody body;
  private final Peer peer;
  private final @Nullable Attached attached;

  /// Decoded when first asked for.
  private @Nullable String path;

  /// For those who have parsed one: nothing is checked.
  ///
  /// @param target as it was sent, percent-encoded
  public Request(
      Method method,
      String target,
      Version version,
      Headers headers,
      IncomingBody body,
      Peer peer) {
    this(method, target, version, headers, body, peer, null);
  }

  private Request(
      Method method,
      String target,
      Version version,
      Headers headers,
      IncomingBody body,
      Peer peer,
      @Nullable Attached attached) {
    this.method = method;
    this.target = target;
    this.version = version;
    this.headers = headers;
    this.body = body;
    this.peer = peer;
    this.attached = attached;
  }

  /// A request from nobody, for trying a handler.
  public static Request of(Method method, String target) {
    return of(method, target, Headers.EMPTY, IncomingBody.empty());
  }

  /// A request from nobody, for trying a handler.
  ///
  /// @throws IllegalArgumentException if the target can't stand in a request
  public static Request of(Method method, String target, Headers headers, IncomingBody body) {
    checkTarget(method, target);
    return new Request(method, target, Version.HTTP_1_1, headers, body, NOBODY);
  }

  public Method method() {
    return method;
  }

  /// As it was sent: a path with perhaps a query, a whole URL, `*`, or host and port.
  public String target() {
    return target;
  }

  /// What was taken off the front of the path before this came here, as it was sent: `/docs` for
  /// what is mounted there. Empty if nothing was; a link to what is served here begins with it.
  public String prefix() {
    String known = get(PREFIX);
    return known == null ? "" : known;
  }

  /// The path, percent-decoded once. It may hold anything, so also `..` and control characters.
  public String path() {
    String known = path;
    if (known == null) {
      known = Target.path(target);
      path = known;
    }
    return known;
  }

  /// What follows the question mark, not decoded; null if there is none.
  public @Nullable String query() {
    return Target.query(target);
  }

  public Version version() {
    return version;
  }

  public Headers headers() {
    return headers;
  }

  public IncomingBody body() {
    return body;
  }

  public Peer peer() {
    return peer;
  }

  /// Where the [#peer] is.
  public Address remote() {
    return peer.address();
  }

  /// What this carries under `attribute`; null if nothing.
  public <T> @Nullable T get(Attribute<T> attribute) {
    for (Attached at = attached; at != null; at = at.before) {
      if (at.attribute == attribute) {
        @SuppressWarnings("unchecked") // as it was put in
        T value = (T) at.value;
        return value;
      }
    }
    return null;
  }

  /// This, which also carries `value`; it replaces what stood under `attribute`.
  public <T> Request with(Attribute<T> attribute, T value) {
    Attached more = new Attached(attribute, value, attached);
    return new Request(method, target, version, headers, body, peer, more);
  }

  public Request with(Method other) {
    return new Request(other, target, version, headers, body, peer, attached);
  }

  public Request with(Headers others) {
    return new Request(method, target, version, others, body, peer, attached);
  }

  public Request with(IncomingBody other) {
    return new Request(method, target, version, headers, other, peer, attached);
  }

  public Request with(Peer other) {
    return new Request(method, target, version, headers, body, other, attached);
  }

  /// This, but for something else, percent-encoded.
  ///
  /// @throws IllegalArgumentException if the target can't stand in a request
  public Request withTarget(String other) {
    checkTarget(method, other);
    return new Request(method, other, version, headers, body, peer, attached);
  }

  /// This, for whoever is mounted at a prefix of its path.
  ///
  /// @param taken what is no longer in the target, percent-encoded, as `/docs`
  /// @throws IllegalArgumentException if the target can't stand in a request
  public Request below(String taken, String rest) {
    return withTarget(rest).with(PREFIX, prefix() + taken);
  }

  private static void checkTarget(Method method, String target) {
    String fault = Target.fault(method, target);
    if (fault != null) {
      throw new IllegalArgumentException(fault + ": \"" + target + "\"");
    }
  }

  /// The request line, without its end.
  @Override
  public String toString() {
    return method + " " + target + " " + version;
  }

  /// One more thing that a request carries.
  private record Attached(
      Attribute<?> attribute, @Nullable Object value, @Nullable Attached before) {}
}
