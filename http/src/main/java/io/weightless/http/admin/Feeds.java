package io.weightless.http.admin;

import io.weightless.channel.Channel;
import io.weightless.channel.Source;
import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.event.EventStream;
import io.weightless.http.event.ServerEvent;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import org.jspecify.annotations.Nullable;

/// The feeds that are open: so many and no more. Each is told by a task of its own, which waits
/// until its client takes what it has to tell: so a slow client costs one event.
final class Feeds {
  static final int MOST = 16;

  private final Scope scope;
  private int open;

  /// @param scope whose tasks will tell
  Feeds(Scope scope) {
    this.scope = scope;
  }

  /// What a feed tells.
  @FunctionalInterface
  interface Teller {
    /// Sends events, for ever; ends when it is cancelled.
    void tell(Channel<ServerEvent> events);
  }

  /// The response to `request` that is a feed.
  ///
  /// @throws BadRequest with a 503 when there are too many
  Response open(Request request, Teller teller) throws BadRequest {
    if (open == MOST) {
      throw new BadRequest(
          Status.SERVICE_UNAVAILABLE, "there are " + MOST + " feeds already, the limit");
    }
    open++;
    Feed feed = new Feed(teller);
    Response response = EventStream.of(request, feed);
    return response.body() instanceof Body.Streamed streamed
        ? response.with(new Body.Streamed(streamed.length(), streamed.writer(), feed::end))
        : response;
  }

  /// One of them.
  private final class Feed implements EventStream.Opening {
    private final Teller teller;
    private @Nullable Task<?> telling;
    private boolean isOver;

    Feed(Teller teller) {
      this.teller = teller;
    }

    @Override
    public Source<ServerEvent> after(@Nullable String lastEventId) {
      Channel<ServerEvent> events = Channel.rendezvous();
      telling = scope.start("feed", () -> tell(events));
      return events;
    }

    /// A failure is for the client's connection, and must not end the others.
    private void tell(Channel<ServerEvent> events) {
      try {
        teller.tell(events);
      } catch (RuntimeException failure) {
        events.fail(failure);
      }
    }

    @Override
    public void left(Source<ServerEvent> source) {
      if (telling != null) {
        telling.cancel("its client has left");
      }
    }

    void end() {
      if (!isOver) {
        isOver = true;
        open--;
      }
    }
  }
}
