package io.weightless.event;

/// What is fired about another event.
sealed interface News permits Succeeded, Failed, Completed {}
