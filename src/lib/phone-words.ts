/** `138 **** 2086`: a number as it is shown; what is no mobile number stays as it is. */
export const maskPhone = (phone: string): string =>
  /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)} **** ${phone.slice(-4)}` : phone;
