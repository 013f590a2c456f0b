package org.trueopen.standalone.demo;

import java.util.List;

/** The body of {@code POST /v1/messages}. */
record OutgoingMail(
    String from, List<String> to, String subject, String html, String text, String campaign) {}
