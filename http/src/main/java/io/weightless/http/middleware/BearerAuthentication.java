package io.weightless.http.middleware;

import io.weightless.http.Attribute;
import io.weightless.http.Handler;
import io.weightless.http.Middleware;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import org.jspecify.annotations.Nullable;

/// Lets in who shows a token (RFC 6750); others get a 401 that says so.
///
/// ```java
/// static final Attribute<Account> ACCOUNT = new Attribute<>("account");
/// handler.in(BearerAuthentication.of("api", ACCOUNT, accounts::byToken));
/// ```
///
/// A token is taken from the Authorization field only, never from a body or a query. Anybody on the
/// way can read it, so it is for TLS only. To compare it with a known one is what [Secret] is for.
///
/// - **Waits**: if the check does: it runs in the task of the connection.
/// - **Failing**: what the check throws is the request's failure; nobody is let in by that.
public final class BearerAuthentication implements Middleware {
  private static final String MARKS = "-._~+/";

  /// Says which tokens let in.
  @FunctionalInterface
  public interface Check {
    boolean allows(String token) throws Exception;
  }

  /// Says who somebody is.
  ///
  /// @param <T> what is known of who may come in
  @FunctionalInterface
  public interface Identification<T> {
    /// Null if nobody is let in with that.
    @Nullable T identify(String token) throws Exception;
  }

  /// Gives the request what is known of who has the token; null if it is not let in.
  private interface Gate {
    @Nullable Request admit(Request request, String token) throws Exception;
  }

  private final Challenge challenge;
  private final Gate gate;

  private BearerAuthentication(String realm, Gate gate) {
    this.challenge = Challenge.of("Bearer", realm);
    this.gate = gate;
  }

  /// Lets in with tokens that `check` allows.
  ///
  /// @param realm what it is that is protected
  /// @throws IllegalArgumentException if the realm can't be sent
  public static BearerAuthentication of(String realm, Check check) {
    return new BearerAuthentication(
        realm, (request, token) -> check.allows(token) ? request : null);
  }

  /// Lets in whom `who` knows by the token, and has requests carry that.
  ///
  /// @param realm what it is that is protected
  /// @throws IllegalArgumentException if the realm can't be sent
  public static <T> BearerAuthentication of(
      String realm, Attribute<T> identity, Identification<T> who) {
    return new BearerAuthentication(
        realm,
        (request, token) -> {
          T known = who.identify(token);
          return known == null ? null : request.with(identity, known);
        });
  }

  @Override
  public Handler around(Handler next) {
    return request -> {
      String token = challenge.credentials(request.headers());
      if (token == null) {
        return challenge.response();
      }
      if (!isToken(token)) {
        return refused(Status.BAD_REQUEST, "invalid_request"); // section 3.1
      }
      Request admitted = gate.admit(request, token);
      return admitted == null
          ? refused(Status.UNAUTHORIZED, "invalid_token")
          : next.handle(admitted);
    };
  }

  private Response refused(Status status, String error) {
    return challenge.and("error=\"" + error + "\"").response(status);
  }

  /// Section 2.1.
  private static boolean isToken(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    return end > 0 && text.substring(0, end).chars().allMatch(BearerAuthentication::isOfToken);
  }

  private static boolean isOfToken(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || MARKS.indexOf(c) >= 0;
  }
}
