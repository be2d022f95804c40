/** Messages of a language, compiled when the page is built (messages-plugin.ts). */
declare module '*?messages' {
  const messages: import('./compiled.js').CompiledMessages;
  export default messages;
}
