package io.weightless.http.middleware;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.Attribute;
import io.weightless.http.Handler;
import io.weightless.http.Middleware;
import io.weightless.http.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Lets in who shows a user's name and password (RFC 7617); others get a 401 that asks for them.
///
/// ```java
/// Secret password = Secret.of(System.getenv("PASSWORD"));
/// handler.in(
///     BasicAuthentication.of("metrics", (user, word) -> user.equals("ops") & password.is(word)));
/// ```
///
/// Anybody on the way can read them, so it is for TLS only. The user's name is the request's
/// [#USER].
///
/// - **Waits**: if the check does: it runs in the task of the connection.
/// - **Failing**: what the check throws is the request's failure; nobody is let in by that.
public final class BasicAuthentication implements Middleware {
  public static final Attribute<String> USER = new Attribute<>("user");

  /// Says who may come in.
  @FunctionalInterface
  public interface Check {
    boolean allows(String user, String password) throws Exception;
  }

  /// Says who somebody is.
  ///
  /// @param <T> what is known of who may come in
  @FunctionalInterface
  public interface Identification<T> {
    /// Null if nobody is let in with that.
    @Nullable T identify(String user, String password) throws Exception;
  }

  private record Credentials(String user, String password) {}

  /// Gives the request what is known of the user; null if it is not let in.
  private interface Gate {
    @Nullable Request admit(Request request, Credentials shown) throws Exception;
  }

  private final Challenge challenge;
  private final Gate gate;

  private BasicAuthentication(String realm, Gate gate) {
    this.challenge = Challenge.of("Basic", realm).and("charset=\"UTF-8\"");
    this.gate = gate;
  }

  /// Lets in whom `check` allows.
  ///
  /// @param realm what it is that is protected; browsers show it
  /// @throws IllegalArgumentException if the realm can't be sent
  public static BasicAuthentication of(String realm, Check check) {
    return new BasicAuthentication(
        realm, (request, shown) -> check.allows(shown.user(), shown.password()) ? request : null);
  }

  /// Lets in whom `who` knows, and has requests carry that.
  ///
  /// @param realm what it is that is protected; browsers show it
  /// @throws IllegalArgumentException if the realm can't be sent
  public static <T> BasicAuthentication of(
      String realm, Attribute<T> identity, Identification<T> who) {
    return new BasicAuthentication(
        realm,
        (request, shown) -> {
          T known = who.identify(shown.user(), shown.password());
          return known == null ? null : request.with(identity, known);
        });
  }

  @Override
  public Handler around(Handler next) {
    return request -> {
      Credentials shown = shown(request);
      Request admitted = shown == null ? null : gate.admit(request.with(USER, shown.user()), shown);
      return admitted == null ? challenge.response() : next.handle(admitted);
    };
  }

  /// Null if there are none that can be read.
  private @Nullable Credentials shown(Request request) {
    String encoded = challenge.credentials(request.headers());
    String pair = encoded == null ? null : decoded(encoded);
    int colon = pair == null ? -1 : pair.indexOf(':');
    if (pair == null || colon < 0 || pair.chars().anyMatch(Character::isISOControl)) {
      return null;
    }
    return new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
  }

  private static @Nullable String decoded(String encoded) {
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException _) {
      return null;
    }
  }
}
