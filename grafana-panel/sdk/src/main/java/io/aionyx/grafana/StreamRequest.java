package io.aionyx.grafana;

/**
 * A channel somebody listens or publishes to.
 *
 * @param path the part of the channel behind the plugin's id
 * @param data what the front end sent along, often JSON, may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; nobody compares requests
public record StreamRequest(PluginContext context, String path, byte[] data) {}
