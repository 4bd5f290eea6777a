/** The one function of `less` that is used; the package brings no types. */
declare module 'less' {
  const less: { render(source: string): Promise<{ css: string }> }
  export default less
}
