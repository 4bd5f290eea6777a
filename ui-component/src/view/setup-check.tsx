import * as React from 'react'
import type { SetupCheckProps } from '../setup-check/view'

type View = React.FunctionComponent<SetupCheckProps>

/** The place of the Setup check, drawn only while the page is being built; its code is fetched then. */
export const SetupCheck = (props: SetupCheckProps): React.ReactElement | null => {
  const { browser } = props
  const [Check, setCheck] = React.useState<View | null>(null)
  React.useEffect(() => {
    let isGone = false
    browser.part('setup-check').then((part) => {
      if (!isGone) setCheck(() => (part as { createSetupCheck(react: typeof React): View }).createSetupCheck(React))
    }).catch(browser.report)
    return () => void (isGone = true)
  }, [browser])
  return Check && <Check {...props} />
}
